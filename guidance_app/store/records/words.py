"""Words that several kinds of record share."""

PLACES = {"home": "at home", "school": "at school"}

# who a record can be about or by
WHO = ("person", "pupil")
