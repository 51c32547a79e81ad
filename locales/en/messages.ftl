## Messages people get by email
mail-footer-why = You got this email because this address was given on { $site }.
mail-footer-genuine = We never ask for your password or a payment by email.
mail-footer-help = Questions? Contact { $agency }: { $phone } or { $email }.

mail-code-subject = Your one-time code
mail-code-label = Your code
mail-code-text =
    Enter this code on the page where you asked for it. It works for { $minutes } minutes.

    If you did not ask for a code, you can ignore this email.

mail-resume-subject = Finish later: { $service }
mail-resume-action = Go on where you stopped
mail-resume-text =
    Your answers are saved. Use the link below on any phone or computer. We send you a code to make sure it is you.

    We delete your answers on { $expires } if you do not come back.

mail-draft-changed = This service changed since you last saved. We ask you some questions again.
mail-reminder-subject = We will delete your answers on { $expires }
mail-reminder-text =
    You began “{ $service }” and have not sent it yet. We delete your answers on { $expires }.

    Use the link below to finish, or to keep your answers longer.

mail-reference-label = Your reference
mail-case-action = See where it stands

mail-failed-subject = We could not finish one part
mail-failed-text =
    We have what you sent, and it is safe. One part did not work: { $part }.

    You do not need to send anything again. The agency can see this and has been asked to sort it out. You can call them if it is urgent.

mail-unconfirmed-subject = We could not confirm one part
mail-unconfirmed-text =
    We have what you sent, and it is safe. We could not confirm one part in time: { $part }.

    You do not need to send anything again. The agency can see this and will check. You can call them if it is urgent.

mail-arrived-subject = One part is done after all
mail-arrived-text =
    We told you that one part did not work. It is done now: { $part }.

    You do not need to do anything.

mail-reason-from = From { $agency }:

mail-account-action = See your account
mail-account-else = Was it not you? Tell whoever manages the staff console for your agency now.
mail-account-password-changed-subject = Your password was changed
mail-account-password-changed-text = The password of your staff account was changed. All other sessions were ended.
mail-account-password-set-subject = You have a new first password
mail-account-password-set-text = Someone who manages the staff console set a new first password for you. Get it from them, not by email. You choose your own when you sign in.
mail-account-factor-set-up-subject = A second factor was set up
mail-account-factor-set-up-text = From now on, signing in to the staff console asks for a code of your authenticator app. All other sessions were ended.
mail-account-factor-removed-subject = Your second factor was removed
mail-account-factor-removed-text = Signing in to the staff console no longer asks for a code of your authenticator app. All other sessions were ended.
mail-account-recovery-used-subject = A recovery code was used
mail-account-recovery-used-text = { $left ->
    [one] Someone signed in to your staff account with a recovery code. You have one left.
   *[other] Someone signed in to your staff account with a recovery code. You have { $left } left.
}
mail-account-codes-guessed-subject = Someone may know your password
mail-account-codes-guessed-text = Someone typed your password right, and then many wrong codes of your authenticator app. They did not get in. Change your password.

## The timeline of a case
event-submission_received = We received it
event-submission_received-text = What you sent is safe with us.
event-hand_over_accepted = Done: { $part }
event-hand_over_accepted-text = Their reference: { $reference }
event-hand_over_failed = Did not work: { $part }
event-hand_over_failed-text = You do not need to send anything again. The agency can see this.
event-hand_over_unconfirmed-text = We could not confirm it in time. The agency can see this and will check.
event-status_changed = New status: { $status }
event-notification_accepted = We told you by { $channel }
event-notification_failed = We could not reach you by { $channel }
event-obligation_resolved = Ended by hand
event-obligation_retried = Tried again
event-note_written = Note
staff-event-submission_received = Received
staff-event-submission_received-text = The applicant has a reference and a receipt.
staff-event-hand_over_failed-text = The applicant can see this. What is owed says why.
staff-event-hand_over_unconfirmed-text = It could not be confirmed in time. The applicant can see this.
staff-event-notification_accepted = Applicant told by { $channel }
staff-event-notification_failed = Applicant could not be reached by { $channel }
channel-email = email

## Small words of pages that go with questions
prefill-here = You told us this earlier:
file-limits = { $count ->
    [one] One { $kinds ->
        [pdf] PDF
        [image] photo (JPEG, PNG, WebP or HEIC)
       *[both] file (PDF, JPEG, PNG, WebP or HEIC)
    } of at most { $megabytes } MB.
   *[other] Up to { $count } { $kinds ->
        [pdf] PDFs
        [image] photos (JPEG, PNG, WebP or HEIC)
       *[both] files (PDF, JPEG, PNG, WebP or HEIC)
    }, each at most { $megabytes } MB.
}
check-missing = Answer “{ $question }” before you send.
error-email-address = Enter an email address with one @, like name@example.org.
error-code-wrong = { $left ->
    [one] That is not the code we sent. You have one more try.
   *[other] That is not the code we sent. You have { $left } more tries.
}
error-code-spent = This code no longer works. Ask for a new one below.
error-status-none = We found nothing with this reference and receipt code. Check both and try again.
error-sign-in-staff = The email address or the password is not right. Try again.
error-first-password-ended = This first password has ended. Ask whoever manages this console for a new one.
error-second-wrong = That code is not right. Enter the code your app shows now.
error-second-used = This code was used already. Wait until your app shows a new one.
error-second-wait = { $minutes ->
    [one] Too many codes were wrong. Try again in one minute.
   *[other] Too many codes were wrong. Try again in { $minutes } minutes.
}
error-password-current = This is not your password. Try again.
error-password-same = This is your current password. Choose another one.
error-password-short = Use { $least } characters or more.
error-password-long = Use { $most } characters at most.
error-password-common = Choose another password. This one is easy to guess, or many people use it.
error-password-names = Choose a password without your name or the names of your agency and this site.
error-reason-empty = Say why: the applicant reads it.
error-note-empty = Write something first.
error-hold-reason-empty = Enter a reason for the audit log.
error-resolve-reason = Say how it was seen to.
check-step = Check and send
notice-deleted = Your answers are deleted.
notice-snoozed = We keep your answers until { $date }.
notice-part-waits = { $agency } cannot be reached right now. We have everything and hand it over as soon as we can.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## The staff console
staff-filter-status = Status
staff-filter-open = All open
staff-filter-all = All
staff-filter-service = Service
staff-filter-all-services = All services
staff-filter-sort = Sort by
staff-sort-oldest = Waiting longest first
staff-sort-newest = Newest first
staff-sort-changed = Last changed first
staff-search-only-last = Many cases have this name. This list shows only those among the last { $most } received. To find the others, add another word of the name. Or choose all statuses and all services, newest first.
staff-status-ends = Ends the case
staff-status-open = The case stays open
staff-no-name = No name given
staff-no-contact = No email: the status page tells them
staff-choose-status = Choose a status.
staff-notice-status = The status is set and the applicant is told.
staff-notice-note = The note is saved.
staff-notice-retried = It is tried again now.
staff-notice-resolved = It is resolved.
staff-notice-held = The case is held.
staff-notice-released = The case is released.
staff-notice-password = Your password is changed. All other sessions are ended.
staff-notice-factor = Your second factor is set up. All other sessions are ended.
staff-notice-unset = Your second factor is removed. All other sessions are ended.
staff-notice-gone = It took too long, or it is done already. Look below.
staff-notice-ended = It is ended. Nobody can use it any more.
staff-how-arrived = It arrived: I handed it over or checked it
staff-how-never = It can never arrive
staff-choose-how = Choose what is true.
staff-notify-label = Message: { $about }
staff-attempt-accepted = accepted
staff-attempt-failed = { $class ->
    [permanent] refused for good
    [transient] not now
   *[unknown] no clear answer
} ({ $detail })
staff-waiting-for = Waits for: { $parts }
staff-begin-first = First begin again: { $parts }. This part can only follow it.
staff-next-try = { $why } Next try: { $at }
audit-by-folder-of-services = folder of services
audit-by-command-line = command line
audit-signed_in = signed in
audit-viewed_case = opened the case
audit-set_status = set the status
audit-wrote_note = wrote a note
audit-retried_obligation = had an obligation tried again
audit-resolved_obligation = resolved an obligation by hand
audit-opened_file = opened a file
audit-exported = exported cases
audit-erased_case = erased the case
audit-published_service = published a service
audit-rolled_back_service = went back to an earlier version of a service
audit-retired_service = ended a service
audit-paused_service = paused a service
audit-ended_pause = ended the pause of a service
audit-erased_answers = erased answers
audit-erased_drafts = erased drafts that were never sent
audit-held_case = put a legal hold on the case
audit-released_case = released the case from its legal hold
audit-changed_password = changed their own password
audit-set_up_second_factor = set up a second factor
audit-removed_second_factor = removed their second factor
audit-codes_guessed = typed many wrong codes after the right password
audit-confirmed_identity = proved again who they are
audit-ended_sessions = ended other sessions of their own
audit-staff_added = added someone to the staff
audit-staff_removed = removed someone from the staff
audit-staff_password_set = gave someone a first password
audit-staff_factor_reset = took someone’s second factor away
audit-other = did something else ({ $action })
about-submission_received = it was received
about-hand_over_failed = a part failed
about-hand_over_arrived = a part arrived after all
about-resume_link = link to go on later
about-draft_reminder = reminder
about-code = one-time code
about-account = news about a staff account
staff-files = Documents
staff-obligations-open = All without an end
staff-obligations-due = To be tried
staff-obligations-asking = May have arrived: we ask
staff-obligations-waiting = Waiting for another part
staff-obligations-failed = Failed for good, last 90 days
staff-filter-state = State
staff-filter-via = Goes by
staff-filter-all-ways = Every connector and channel
staff-computed = Worked out from the answers
