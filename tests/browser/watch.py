"""One visit to one page, and everything that must not happen on it."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

WATCH_POLICY = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
    e => window.refused.push(e.violatedDirective + " " + e.blockedURI));
"""
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


class Visit:
    """Opens `path` and remembers what was asked for, how much came over the wire, and what the console said."""

    def __init__(self, site: str, context: BrowserContext, path: str) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.bytes = 0
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.add_init_script(WATCH_POLICY)
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._arrived)
        self.answer = self.page.goto(site + path, wait_until="networkidle")

    def _arrived(self, event: dict) -> None:
        self.bytes += int(event["encodedDataLength"])

    @property
    def strangers(self) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith(self.site + "/")]

    @property
    def refused(self) -> list[str]:
        """What the content security policy stopped."""
        return self.page.evaluate("window.refused")

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def violations(self) -> list[str]:
        """What axe-core objects to: rule, help, and the elements."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("options => axe.run(options).then(found => found.violations)", AXE_OPTIONS)
        return [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes']]}" for v in found]

    def text(self) -> str:
        """The words of the main part, without what only JavaScript offers."""
        return self.page.evaluate(
            """() => { const copy = document.querySelector("main").cloneNode(true);
                copy.querySelectorAll(".only-js, .no-js").forEach(e => e.remove());
                return copy.textContent.replace(/\\s+/g, " ").trim(); }"""
        )
