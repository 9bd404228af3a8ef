"""Addresses in feeds are those that a browser would follow from the page."""

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.press.markup import absolute

PAGES = ("https://khuyencong.vn/tin-tuc/bai/", "https://vd.vn/kc/", "http://vd.vn:8000", "/tin/")
addresses = st.text(st.sampled_from("/.-_a1?#:;%@ \\\nạ"), max_size=12)


HOSTS = ("/", "http://a.vn", "https://A.vn/a", "https://vd.vn:80/", "HTTPS://a.vn/a")


@given(st.sampled_from(PAGES), st.builds("{}{}".format, st.sampled_from(("", *HOSTS)), addresses))
def test_an_address_is_joined_as_rfc_3986_says(page: str, address: str) -> None:
    try:
        expected = urljoin(page, address)
    except ValueError:
        expected = page
    assert absolute(address, page) == expected


def test_files_and_pages_of_the_site_get_its_host_alone() -> None:
    page = "https://vd.vn/kc/tin-tuc/bai/"
    assert absolute("/anh/mien-800.jpg", page) == "https://vd.vn/anh/mien-800.jpg"
    assert absolute("/san-pham/mien/", page) == "https://vd.vn/san-pham/mien/"
    assert absolute("/tep/../anh/a.jpg", page) == "https://vd.vn/anh/a.jpg"
    assert absolute("anh/a.jpg", page) == "https://vd.vn/kc/tin-tuc/bai/anh/a.jpg"
