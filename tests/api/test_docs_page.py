"""The page of the API in a real browser: it draws, and asks nobody but this server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import sync_playwright

from tests.api.conftest import RESOURCES
from tests.conftest import Cast
from tests.run import chromium


@pytest.mark.browser
def test_it_draws_every_operation_from_local_files(
    live_server, cast: Cast, client_of: Callable, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in this thread
    session = client_of(cast.observer).cookies["sessionid"].value
    asked, said = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{live_server.url}/api/v1/docs/")
        page.click("text=/api/v1/results/ >> nth=0")
        page.wait_for_selector(".opblock-body select")
        operations = page.locator(".opblock").count()
        browser.close()
    assert (
        operations == 2 * len(RESOURCES) + 5
    )  # a list and a record each; root, figures of one and of several, two nested lists
    assert [address for address in asked if not address.startswith((live_server.url, "data:"))] == []
    assert said == []
