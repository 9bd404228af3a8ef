"""The cookie that carries a session."""

from dataclasses import dataclass

from starlette.responses import Response

from khuyencong.desk.sessions import LONGEST_IDLE, Session


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """Its name, and whether it may only travel over HTTPS.

    Cookies are shared between the ports of a host (RFC 6265, 8.5): the name holds the port.
    """

    name: str
    secure: bool = False

    def give(self, answer: Response, session: Session) -> None:
        """Put a session into an answer: unseen by scripts, never sent from another site."""
        answer.set_cookie(
            self.name,
            session.id,
            max_age=LONGEST_IDLE,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="strict",
        )
