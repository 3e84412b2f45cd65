from datetime import date, datetime, time, timedelta, timezone

now, aware = datetime(2024, 1, 1), datetime(2024, 1, 1, tzinfo=timezone.utc)
for action in (lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: date(2023, 13, 1), lambda: time(24), lambda: datetime(2023, 1, 1, 0, 60),
               lambda: date.max + timedelta(1), lambda: now - aware, lambda: now < aware, lambda: time(1) < time(1, tzinfo=timezone.utc),
               lambda: now < date(2023, 1, 1), lambda: timedelta(days=10**9), lambda: timedelta("a"), lambda: datetime(2023, 1, 1, tzinfo=3),
               lambda: date.fromordinal(0), lambda: date.fromisoformat("x"), lambda: date.fromisocalendar(2023, 1, 8), lambda: datetime.strptime("x", "%Y")):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
print(date(2024, 12, 30).isocalendar())
