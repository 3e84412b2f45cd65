from datetime import date, datetime, timedelta, timezone, time
d = datetime(2024, 2, 29, 13, 5, 7, 123456, tzinfo=timezone.utc)
print(d, d.isoformat(), d.strftime("%Y/%m/%d %H-%M-%S %j %a %B"), d + timedelta(days=1, hours=12), d.date(), d.timestamp(), repr(d), datetime.fromisoformat("2020-01-02T03:04:05"), date(2024, 12, 31).isocalendar(), timedelta(days=-1, seconds=5), timedelta(1) / 2, date(2024, 3, 1) - date(2024, 2, 1))
for f in (lambda: date(2023, 2, 29), lambda: datetime(1, 1, 1) - timedelta(days=1), lambda: d - datetime(2024, 1, 1)):
    try:
        f()
    except (ValueError, OverflowError, TypeError) as e:
        print(e)
