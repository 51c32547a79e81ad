-- What a change of its service left to settle in a draft (sealed; none when there is nothing), and the version its
-- person checked before asking to send it, kept while their email address is confirmed.

ALTER TABLE drafts ADD COLUMN unsettled {bytes};
ALTER TABLE drafts ADD COLUMN checked_version {text};
