"""The forms of mails, mailboxes and their items."""

from schemas.rejection import RejectionReason
from tasks.text.form import Form, never, splitter_named
from tasks.text.mail import mail_form

_SPLIT = "tasks.text.mail.mail_split"

MAILS: tuple[Form, ...] = (
    Form(
        "mailbox", "application/mbox", lambda head: mail_form.is_mailbox(head.text),
        split=splitter_named(f"{_SPLIT}:split_mailbox"), streams=True,
    ),
    Form(
        "mail", "message/rfc822", lambda head: mail_form.is_mail(head.text),
        split=splitter_named(f"{_SPLIT}:split_mail"),
    ),
    Form(
        "emlx", "message/x-emlx", lambda head: mail_form.is_emlx(head.text),
        split=splitter_named(f"{_SPLIT}:split_emlx"),
    ),
    Form(
        "alert", "text/html", lambda head: mail_form.is_alert(head.text),
        split=splitter_named("tasks.text.mail.digest:split_alert"),
    ),
    Form("mail_text", "message/rfc822", never, reader="tasks.text.mail.mail_text:mail_text"),
    Form(
        "digest_link", "text/plain", never, refusal=RejectionReason.ADDRESS_ONLY,
        what="a link of an alert or a newsletter, without the article's text",
    ),
)  # fmt: skip
"""In the table of all forms, ProQuest's mails precede these."""
