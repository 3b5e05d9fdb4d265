"""The talks in Mark's file: with himself, and with everyone round the table."""

from __future__ import annotations

import datetime as dt

from guidance_app.example.builder import Builder, Keys
from guidance_app.example.mark_words import codes, day


def talks(b: Builder) -> None:
    """Conversations with the pupil, and meetings with what was said, decided and agreed."""
    for i in range(len(b.data["pupilConversations"])):
        path = f"pupilConversations/{i}"
        row = b.put(
            "conversation",
            path,
            {
                "date": ("date", day), "by": "by", "durationMin": "duration_min", "place": "place", "form": "form",
                "rightToBeHeard": "right_to_be_heard", "howUsed": "how_used",
            },
        )  # fmt: skip
        quote: Keys = {"topic": "topic", "quote": "text", "shareWith": b.shared}
        b.put_all("quote", f"{path}/notes", quote, conversation=row)
        b.put_all("rating", f"{path}/selfRatings", {"item": "item", "value": "value"}, conversation=row)
    for i, meeting in enumerate(b.data["meetings"]):
        path = f"meetings/{i}"
        start, end = (dt.time.fromisoformat(part.replace(".", ":")) for part in meeting["time"].split("-"))
        state = "planned" if meeting.get("status") == "gepland" else "held"
        row = b.put(
            "meeting",
            path,
            {
                "type": "kind", "date": ("date", day), "place": "place", "chair": "chair", "minutesBy": "minutes_by",
                "attendees": "attendees", "pupilPresent": "pupil_present",
            },
            time_from=start, time_to=end, status=state,
        )  # fmt: skip
        for field in ("time_from", "time_to"):
            b.place(f"{path}/time", "meeting", row, field)
        b.place(f"{path}/status", "meeting", row, "status")
        for part, code in (("agenda", "agenda"), ("notes", "note"), ("decisions", "decision")):
            b.put_lines("meeting_item", f"{path}/{part}", "text", meeting=row, part=code)
        done = codes({"klaar": "done", "open": "open"})
        b.put_all(
            "action",
            f"{path}/actions",
            {"what": "what", "who": "who", "due": ("due", day), "status": ("status", done)},
            meeting=row,
        )
