"""The screens behind the first one; most of the program is loaded with them."""

from starlette.routing import BaseRoute, Route

from khuyencong.desk.approval_letters import ApprovalLetters
from khuyencong.desk.approval_screens import ApprovalScreens
from khuyencong.desk.centre_screens import CentreScreens
from khuyencong.desk.de_an_screens import DeAnScreens
from khuyencong.desk.draft_access import DraftAccess
from khuyencong.desk.duty_screens import DutyScreens
from khuyencong.desk.entry_screens import EntryScreens
from khuyencong.desk.file_screens import FileScreens
from khuyencong.desk.file_store import FileStore
from khuyencong.desk.first_start import StarterEntries
from khuyencong.desk.history_screens import HistoryScreens
from khuyencong.desk.import_screens import ImportScreens
from khuyencong.desk.listing import Listing
from khuyencong.desk.log_place import LogScreens
from khuyencong.desk.page_screens import PageScreens
from khuyencong.desk.photo_screens import PhotoScreens
from khuyencong.desk.photo_store import PhotoStore
from khuyencong.desk.photo_words import PLACE, PhotoWordsScreens
from khuyencong.desk.presence import Presence
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.publishing_screens import PublishingScreens
from khuyencong.desk.reader_screens import ReaderScreens
from khuyencong.desk.readership import Readership
from khuyencong.desk.replacing_screens import ReplacingScreens
from khuyencong.desk.requests import endpoint, get_route, post_route
from khuyencong.desk.round_screens import RoundScreens
from khuyencong.desk.sessions import Role
from khuyencong.desk.sharing_screens import SharingScreens
from khuyencong.desk.sheet_screens import SheetScreens
from khuyencong.desk.site_screens import SiteScreens
from khuyencong.desk.state_screens import StateScreens
from khuyencong.desk.target_screens import TargetScreens
from khuyencong.desk.text_screens import TEXT, TextScreens
from khuyencong.desk.workspace import Workspace


def screen_routes(
    workspace: Workspace,
    listing: Listing,
    job: PublishingJob,
    readership: Readership,
) -> list[BaseRoute]:
    """The addresses of all screens but the first, and those of the site that is looked at."""
    letters = ApprovalLetters(workspace.data / "thu-duyet")
    entries = EntryScreens(workspace, Presence(), letters, readership, DraftAccess(workspace))
    states = StateScreens(workspace, entries)
    approvals = ApprovalScreens(workspace, letters, entries)
    pages = PageScreens(workspace)
    site = SiteScreens(workspace)
    text = TextScreens(workspace, listing)
    history = HistoryScreens(workspace)
    imports = ImportScreens(workspace)
    rounds = RoundScreens(workspace)
    sheets = SheetScreens(workspace)
    de_an = DeAnScreens(workspace)
    sharing = SharingScreens(workspace)
    starter = StarterEntries(workspace)
    replacing = ReplacingScreens(workspace)
    centre = CentreScreens(workspace)
    publishing = PublishingScreens(job, workspace)
    targets = TargetScreens(workspace.content)
    readers = ReaderScreens(workspace, readership)
    logs = LogScreens(workspace.content, readership)
    photos = PhotoScreens(PhotoStore(workspace))
    photo_words = PhotoWordsScreens(PhotoStore(workspace))
    downloads = FileScreens(FileStore(workspace))
    return [
        get_route("bai/{source:path}", entries.open),
        post_route("bai/{source:path}", entries.save),
        get_route("viet/{folder}", entries.begin),
        post_route("viet/{folder}", entries.save),
        post_route("ghep", entries.settle),
        post_route("ban-dang-viet", entries.keep),
        post_route("bo-ban-dang-viet", entries.discard),
        post_route("buoc/{source:path}", states.step),
        post_route("dang-nhieu", states.publish_chosen, Role.APPROVER),
        get_route("thu-duyet/{letter}", approvals.letter),
        post_route("thu-duyet/{source:path}", approvals.send),
        post_route("ma-duyet/{source:path}", approvals.approve),
        post_route("xoa/{source:path}", states.delete, Role.EDITOR),
        post_route(f"{TEXT}blocks", text.blocks),
        post_route(f"{TEXT}shown", text.shown),
        post_route(f"{TEXT}paste", text.paste),
        get_route(f"{TEXT}entries", text.entries),
        post_route("xem", pages.show),
        get_route("xem/{draft}", pages.show_draft),
        get_route("lich-su", history.all),
        get_route("lich-su/{source:path}", history.of_entry),
        get_route("so-sanh/{id}", history.compare),
        post_route("lay-lai/{id}", history.bring_back, Role.EDITOR),
        get_route("anh", photos.library),
        post_route("anh", photos.take),
        get_route(PLACE, photo_words.open),
        post_route(PLACE, photo_words.save),
        get_route("anh-nho/{path:path}", photos.small),
        post_route("tep", downloads.take),
        get_route("tim-thay", replacing.find, Role.EDITOR),
        post_route("tim-thay", replacing.replace, Role.EDITOR),
        get_route("trung-tam", centre.open, Role.EDITOR),
        post_route("trung-tam", centre.save, Role.EDITOR),
        get_route("tuan-thu", DutyScreens(workspace).open),
        get_route("dua-len-mang", publishing.show),
        get_route("dua-len-mang/ban", publishing.releases),
        get_route("noi-dang", targets.open, Role.ADMINISTRATOR),
        post_route("noi-dang", targets.save, Role.ADMINISTRATOR),
        post_route("dua-len-mang", publishing.start, Role.APPROVER),
        post_route("dua-len-mang/tra-loi", publishing.answer, Role.APPROVER),
        get_route("nguoi-doc", readers.open),
        post_route("nguoi-doc", readers.read, Role.EDITOR),
        get_route("nguoi-doc/csv", readers.export),
        post_route("nguoi-doc/nhat-ky", logs.save, Role.ADMINISTRATOR),
        post_route("nguoi-doc/dan", readers.lead, Role.EDITOR),
        get_route("chia-se/{source:path}", sharing.message),
        get_route("ban-in/{source:path}", sharing.sheet),
        get_route("bang/de-an", de_an.newest),
        get_route("bang/de-an/{year}", de_an.open),
        post_route("bang/de-an/{year}", de_an.take, Role.EDITOR),
        get_route("bang/{folder}", sheets.open),
        post_route("bang/{folder}", sheets.take),
        get_route("binh-chon", rounds.open, Role.EDITOR),
        post_route("binh-chon", rounds.enter, Role.EDITOR),
        post_route("bo-bai-mau", starter.remove, Role.EDITOR),
        get_route("nhap", imports.open),
        post_route("nhap", imports.take),
        post_route("nhap/dong-y", imports.agree),
        Route("/{path:path}", endpoint(site.page)),
    ]
