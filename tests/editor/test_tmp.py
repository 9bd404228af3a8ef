import time
from tests.editor.test_round_trip import *

pytestmark = []


def test_tmp(form):
    form.open("Một.\n")
    rows = []
    for body in bodies():
        t = time.time()
        try:
            form.load(body)
        except Exception as e:
            print("TIMEOUT", len(body), repr(body[:100]))
            form.open("Một.\n")
            continue
        a = time.time() - t
        t = time.time()
        b = 0
        if len(body) > 25000:
            n = len(form.page.evaluate(TOUCH_EACH))
            b = time.time() - t
            print(n, a, b)
        rows.append((a, b, len(body), body[:50]))
    rows.sort()
    print(rows[-12:], sum(r[0] for r in rows))
