"""Charts as plain data: a ChartSpec is resolved to primitives, which screen and paper paint alike."""
