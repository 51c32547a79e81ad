## Words of the platform's own pages. Services bring their own words.
## Grade 8 at most, "must" not "shall", sentences of 25 words at most.

### On every page
skip-to-main = Skip to main content
default-description = Get public services done online with { $site }: apply, send, and follow what happens.
back = Back
continue = Continue
cancel = Cancel
change = Change
optional = (optional)
choose-one = - Select -
error-prefix = Error:
my-cases = My cases
sign-out = Sign out
help-title = Need help?
demo-label = Demonstration
demo-text = This is a demonstration. Nothing you enter reaches a real agency.
demo-mailbox = See every email it sent
errors-heading = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
 }
case-reference = Case reference
receipt-code = Receipt code
what-happens-next = What happens next
target-date = We aim to finish by { $date }.

### Official banner and footer
banner-label = Official website of the United States government
banner-text = An official website of the United States government
banner-how = Here’s how you know
banner-gov-title = Official websites use .gov
banner-gov-text = A .gov website belongs to an official government organization in the United States.
banner-https-title = Secure .gov websites use HTTPS
banner-https-text = A lock or https:// means you’ve safely connected to the .gov website. Share sensitive information only on official, secure websites.
identifier-label = Who runs this website
identifier-text = An official website of the
identifier-links-label = Important links
identifier-usagov-label = Government information and services
identifier-usagov-text = Looking for U.S. government information and services?
identifier-usagov-link = Visit USA.gov
footer-status = Check a status
footer-contact = Contact us
footer-accessibility = Accessibility
footer-privacy = Privacy policy
footer-vulnerability = Vulnerability disclosure policy

### Time runs out
session-title = Do you need more time?
session-text = To keep your answers safe, we sign you out when nothing happens for a while. Your saved answers stay. Time left:
session-stay = Stay signed in
session-note = We sign you out after { $minutes } minutes without activity. What you saved stays.
session-ended-title = You were signed out
session-ended-text = What you typed is still on this page. Sign in again in a new tab. Then come back here and continue.
session-ended-sign-in = Sign in again in a new tab

### Home
home-title = Find a service and get it done online
home-heading = What do you need to get done?
home-description = Find public services of { $site } in plain words. Apply on your phone, see that it arrived, and follow what happens.
home-search-label = Search for a service
home-search-hint = Use your own words, like “my license ran out”
home-search = Search
home-all = All services
home-all-link = See all services
home-results-title = Services for “{ $query }” – search results
home-results = { $count ->
    [one] 1 service for “{ $query }”
   *[other] { $count } services for “{ $query }”
 }
home-nothing = We found nothing for “{ $query }”
home-nothing-text = Try other words, or look through all services below. You can also call { $agency }:
home-already = Already started or sent something?
home-status = Check the status of something you sent
home-continue = Continue something you saved

### Start page
start-title-end = what you need and how to start
start-time = Time it takes
start-minutes = { $minutes ->
    [one] About 1 minute
   *[other] About { $minutes } minutes
 }
start-fee = Fee
start-free = Free
start-target = { $noun ->
    [report] Time until we act
   *[application] Time to a decision
 }
start-target-days = { $days ->
    [one] 1 day
   *[other] Up to { $days } days
 }
start-target-range = { $least } to { $most } days. It depends on your answers.
start-languages = Languages
language-called = { $tag ->
    [en] English
    [es] Spanish
   *[other] { $name }
 }
start-who = Who can use this service
start-needs = What you need at hand
start-needs-nothing = You do not need anything at hand.
start-need-questions = Check what is true for you
start-needs-update = Update the list
start-now = Start now
start-again = Start a new one
start-save-note = We save your answers at every page. You can stop and come back, also on another device.
start-draft-title = You have already started
start-draft-text = You last saved your answers on { $date }.
start-draft-continue = Continue where you stopped
start-sent-title = You sent this on { $date }
start-sent-link = See the confirmation
start-gone = There are no answers of yours on this device. To go on with answers you saved, use the link in our email. Or start here.
start-other-ways = Other ways to get this done
start-privacy = How we use your answers
omb-number = OMB control number { $number }, expires { $date }
federal-privacy-act = Privacy Act statement
federal-authority = Authority
federal-purpose = Purpose
federal-routine-uses = Routine uses
federal-effects = If you do not answer
federal-paperwork = Paperwork Reduction Act statement
federal-paperwork-text = You do not have to answer unless this form shows a valid OMB control number. The number is { $number }. It expires { $date }. Answering takes about { $minutes } minutes on average.

### Question pages
page-description = { $heading } This is one page of the online service “{ $service }”.
step = Step { $number } of { $count }:
step-all = See all parts
save-changes = Save changes
save-for-later = Save and finish later
prefill-title = You told us this on { $date } in “{ $service }”:
prefill-use = Use this answer
prefill-change = Not right any more? Answer again below.
characters-most = You can write up to { $count } characters.
characters-left = Characters left: { $count }
characters-over = Characters too many: { $count }
date-month = Month
date-day = Day
date-year = Year
choices-several = Select all that apply.
select-search = Type to search the list
select-found = Found: { $count }
select-none = Nothing in the list fits. Try fewer letters or another word.
name-given = First or given name
name-middle = Middle name
name-family = Last or family name
name-suffix = Suffix, such as Jr. or III
address-none = I do not have a fixed address
address-none-hint = If you get mail somewhere, tell us where. It can be a friend, a shelter, or General Delivery.
address-country = Country
address-line1 = Street address, PO box, or rural route
address-line1-street = Street address or rural route
address-line2 = Apartment, suite, or unit
address-urbanization = Urbanization (Puerto Rico only)
address-city = City
address-state = State, territory, or military post
address-region = State, province, or region
address-zip = ZIP code
address-postal-code = ZIP or postal code
phone-number = Phone number
phone-extension = Extension
identifier-kept = We have this answer: { $shown }. Leave the box empty to keep it.
file-choose = { $count ->
    [one] Choose a file
   *[other] Choose files
 }
file-photo = { $count ->
    [one] Choose a file or take a photo
   *[other] Choose files or take photos
 }
file-more = Choose another file
file-keep = Keep

### Entries of a repeat
repeat-description = Look over the list “{ $heading }” of the online service “{ $service }”. Add, change or remove entries.
repeat-none = Nothing is added yet.
repeat-incomplete = Not finished
repeat-finish = Finish
repeat-remove = Remove
repeat-add = Add { $item }
repeat-add-another = Add another { $item }
repeat-done = Continue
remove-title = Remove this from the list?
remove-description = Confirm that you want to remove an entry from your answers to “{ $service }”.
remove-text = All answers in this entry will be deleted.
remove-yes = Yes, remove it
remove-no = No, keep it

### A changed answer makes others go away
discard-title = This change removes other answers
discard-description = Confirm a change that removes other answers you gave in “{ $service }”.
discard-text = With your new answer we no longer need these. If you go on, they are deleted:
discard-yes = Change it and remove these answers
discard-no = Go back and keep my answers

### Task list
tasks-title = Your progress
tasks-description = See which parts of “{ $service }” are finished and which are left to do.
tasks-progress = You have finished { $done } of { $count } parts.
tasks-send = Check your answers and send
tasks-status = { $state ->
    [done] Finished
    [changed] Changed: please check
    [started] Started
    [open] To do
   *[later] Not yet
 }

### A service changed while somebody was answering
again-why = { $why ->
    [new] This question is new. Please answer it too.
    [changed] We changed this question. Please check your answer.
   *[does_not_fit] We changed this question. Please answer it again.
 }
again-was-called = We asked you before: “{ $label }”
again-told = You told us:
page-service-changed = This service changed while you had the page open. We kept what you typed. Please look at it again.
page-service-changed-before = This service changed while you had a page open. We kept what you typed there. Please go on here.
page-typed = We kept what you typed. This page is not finished yet. Check it and go on.
changed-title = This service changed
changed-description = Which questions of “{ $service }” we ask you again.
changed-text = { $count ->
    [one] Your answers are safe. Nothing was sent yet. Please answer this question first. Then check and send.
   *[other] Your answers are safe. Nothing was sent yet. Please answer these questions first. Then check and send.
 }
changed-why = { $why ->
    [new] New question
    [changed] Changed: please check
   *[does_not_fit] Changed: please answer again
 }
check-service-changed = This service changed after you opened this page. Nothing was sent yet. Please read your answers once more.
check-no-longer-asked-title = What we no longer ask
check-no-longer-asked-text = You told us this before. We do not need it any more. We will not send it.
draft-changed = This service changed. We ask you some questions again.

### The journey ends
ending-other-ways = Other ways to get help
ending-change = Change my answers
ending-home = Find another service
ending-description = “{ $service }” may not be the right service for you. See other ways to get help.

### Check answers
check-title = Check your answers
check-description = Read through everything you entered for “{ $service }” before you send it.
check-intro = Read through everything before you send it. You can still change any answer.
check-send-title = { $noun ->
    [claim] Send your claim
    [report] Send your report
    [request] Send your request
    [registration] Send your registration
   *[application] Send your application
 }
check-email-confirmed = Your email address { $email } is confirmed. Now read your answers once more and send them.
check-needs-email = First we confirm your email address.
summary-more = Also in this part
check-send-text = When you send it, { $agency } receives your answers as they stand above.
check-send = { $noun ->
    [claim] Send claim
    [report] Send report
    [request] Send request
    [registration] Send registration
   *[application] Send application
 }
check-continue = Confirm email and send

### Email and codes
email-label = Email address
email-hint = We send a code to this address. We use it to tell you what happens, and for nothing else.
email-send = Send me a code
confirm-title = Confirm your email address
confirm-description = Give an email address, so that we can send you a code and news about “{ $service }”.
confirm-text = We confirm your email address before you send. Then you get a receipt and hear about every change.
confirm-skip = Send without an email address
confirm-skip-text = Without an email address we cannot send you news. Keep the receipt to check the status yourself.
code-title = Enter the code from the email
code-description = Enter the code we sent to your email address, to go on safely.
code-sent = We sent an email to { $email }. The code in it works for { $minutes } minutes.
code-label = Code
code-hint = { $digits } digits
code-submit = Continue
code-none-title = No email?
code-none-text = Look in your spam or junk folder. It can take a few minutes.
code-again = Send a new code
code-other = Use another email address
sign-in-title = Sign in with your email
sign-in-description = Sign in with a code by email to see your cases and saved answers in one place.
sign-in-text = See your cases and continue what you saved. You need no password: we send you a code.
sign-in-status = You can check a status without signing in

### Save and come back
save-title = Save and finish later
save-description = Get a link by email that brings you back to your saved answers, on any device.
save-text = Your answers are saved. We can email you a link, so that you can go on later on any device.
save-kept = We keep them until { $date }.
save-send = Email me the link
save-go-on = Go on now
saved-title = We sent you a link
saved-description = We sent a link by email that brings you back to your saved answers.
saved-text = Open the email we sent to { $email } when you want to go on.
saved-kept = { $reminders ->
    [week] We keep your answers until { $date }. We remind you 7 days and 1 day before.
    [day] We keep your answers until { $date }. We remind you 1 day before.
   *[none] We keep your answers until { $date }.
}
saved-home = Go to the home page
resume-title = Continue where you stopped
resume-description = Go on with the answers you saved. It is safe, and it works on any phone or computer.
resume-text = You started “{ $service }” and saved your answers on { $date }.
resume-code = To keep your answers safe, we email a new code to { $email }.
resume-send = Send me the code

### My cases and drafts
account-title = My cases and saved answers
account-description = Your cases with where they stand, and the saved answers you can continue.
account-signed-in = You are signed in as { $email }.
account-guest = You are not signed in. You see what you did in this browser. Sign in to see all of it.
account-drafts = Saved, not sent yet
account-no-drafts = Nothing is saved right now.
account-cases = Sent
account-no-cases = You have not sent anything yet.
account-saved = Saved { $date }
account-expires = We delete it on { $date }.
account-continue = Continue
account-delete = Delete
account-snooze = { $days ->
    [one] Keep one day longer
   *[other] Keep { $days } days longer
}
account-updated = Updated { $date }
account-other-title = Something missing?
account-other-text = This list shows what you sent while signed in, and what you sent with an email address you confirmed. You can see how anything else stands with its case reference and receipt code.
account-other-link = Check a status
account-find = Find a service
delete-title = Delete your saved answers?
delete-description = Confirm that you want to delete the answers you saved and have not sent.
delete-text = You saved answers for “{ $service }” on { $date }. Once deleted, we cannot bring them back.
delete-yes = Yes, delete them
delete-no = No, keep them

### Confirmation and receipt
confirmation-title = { $noun ->
    [claim] We received your claim
    [report] We received your report
    [request] We received your request
    [registration] We received your registration
   *[application] We received your application
 }
confirmation-description = We received what you sent for “{ $service }”. Keep your case reference and receipt code.
confirmation-received = Received on { $at } by { $agency }.
confirmation-keep = Keep both codes. With them you can check the status at any time, without signing in.
confirmation-email = We sent an email with the case reference to { $email }.
confirmation-follow-title = { $noun ->
    [claim] Follow your claim
    [report] Follow your report
    [request] Follow your request
    [registration] Follow your registration
   *[application] Follow your application
 }
confirmation-follow-alone = With both codes you can look at any time.
confirmation-follow-text = We tell you about every change. You can also look for yourself.
confirmation-sign-in = To find this under “My cases” later, sign in now on this device with { $email }.
confirmation-sign-in-link = Sign in to keep it in my cases
confirmation-follow-link = { $noun ->
    [claim] See where your claim stands
    [report] See where your report stands
    [request] See where your request stands
    [registration] See where your registration stands
   *[application] See where your application stands
 }
receipt-open = View and print your receipt
receipt-title = Receipt
receipt-description = Your receipt for “{ $service }” with everything you sent. Print it or keep it as a file.
receipt-service = Service
receipt-agency = Sent to
receipt-received = Received
receipt-site = Check the status at
receipt-print = Print or save as PDF

### Status and cases
status-title = Check the status of your case
status-description = See where your case stands with the case reference and the code from your receipt.
status-text = You find both codes on your receipt. We show where your case stands and no personal details.
status-reference-hint = It looks like K7P-4QX-9
status-secret-hint = It stands below the case reference
status-submit = Check status
status-lost = Lost your receipt?
status-lost-link = If you confirmed your email, sign in to see your cases
status-result-title = Where your case stands
status-result-description = Where your case stands today and which dates it has passed.
status-now = Status
status-dates = What happened so far
status-another = Check another case
case-title = Case { $reference }
case-description = The timeline of your case: what happened, when, and what comes next.
case-timeline = What happened so far
case-answers = See what you sent
case-answers-title = What you sent
case-answers-description = Everything you sent with this case, as we received it.
case-parts = Where each part is
case-part-state = { $state ->
    [accepted] Arrived
    [failed] Did not arrive
    [delayed] Delayed: we keep trying
   *[waiting] On its way
 }

### Leaving a shared computer
leave = Leave and clear this device
leave-title = Leave and clear this device?
leave-description = For shared computers: close your answers here so that the next person cannot see them.
leave-text = Is this a shared computer? Leave when you are done. The next person cannot see your answers then.
leave-none = You did not ask for a link. Once you leave, nobody can open these answers again. That means you, too.
leave-link-first = Email me a link to “{ $service }” first
leave-link = To go on later, open the link we sent to { $email }.
leave-account = To go on later, sign in with your email address.
leave-sent = Did you send something today? Note your case reference and receipt code before you leave.
left-title = You have left
left-text = Nobody can open your answers on this device now. To be safe, close this window, too.

### Error pages
error-title = { $kind ->
    [not_found] We cannot find this page
    [link_ended] This link has ended
    [forbidden] You cannot open this page
    [conflict] This has changed in the meantime
    [too_large] This is too much to send at once
    [too_many] Too many tries in a short time
    [unreadable] We could not read what was sent
    [too_long] The address is too long
    [too_many_here] Many people use your network right now
    [session_expired] You were signed out to keep you safe
    [session_expired_unsaved] You were signed out to keep you safe
    [staff_session_expired] You were signed out to keep you safe
    [unavailable] This service is not available right now
    [damaged] We cannot open this right now
   *[server] Something went wrong on our side
 }
error-text = { $kind ->
    [link_ended] You sent these answers, you deleted them, or their last day has passed. You can look up what you sent, or start again from the home page.
    [not_found] The address may be wrong, or the page is gone. If you typed the address, check it.
    [forbidden] Your browser asked for something this page does not allow. Go back and try again.
    [conflict] You may have changed it in another window. Go back to see how it stands now.
    [too_large] What you sent is larger than we can take. Go back and choose a smaller file, or write less.
    [too_many] Please wait a few minutes, then try again. Nothing you saved is lost.
    [unreadable] What your browser sent is not in a form we can read. Go back and try again.
    [too_long] If you searched for something, go back and use fewer words.
    [too_many_here] Please wait a few minutes, then try again. Nothing you saved is lost.
    [session_expired] Your saved answers are still there. Sign in again to go on.
    [session_expired_unsaved] We could not save your last page. The pages you saved before it are still there. Sign in again to go on.
    [staff_session_expired] Nothing was changed. Sign in again to go on with your cases.
    [unavailable] We are working on it. Please try again in a few minutes. Your saved answers are safe.
    [damaged] Something we keep here is damaged. We have been told, and no one sees a wrong copy of it. Call us if you need it soon.
   *[server] Your saved answers are safe. Please try again in a few minutes.
 }
error-description = Something kept us from showing this page. Here is what you can do now.
error-reference = If you call us, give this number: { $reference }
error-try-again = Try again
error-back-to-form = Open the page again
error-typed = Go back in your browser: what you just typed may still be there. Then send the page again. The pages you saved before are safe.
error-home = Go to the home page
error-sign-in = Sign in again
error-status = Check a status

### Waiting room
waiting-description = Very many people are here at once. Your place in line, and what you can do meanwhile.
waiting-heading = { $kind ->
    [next] You are next
   *[line] You are in line
 }
waiting-lead = { $kind ->
    [next] Very many people are here right now. We could not open this page yet. What you saved is safe.
   *[line] Very many people want to start right now. We let people in by the order in which they came.
 }
waiting-ahead-label = People ahead of you
waiting-about = About { $number }
waiting-turn-label = Your turn
waiting-minutes = { $minutes ->
    [one] In about 1 minute
   *[other] In about { $minutes } minutes
 }
waiting-hours = { $hours ->
    [one] In about 1 hour
   *[other] In about { $hours } hours
 }
waiting-at-label = Worked out
waiting-refresh = This page checks again by itself about every { $seconds } seconds.
waiting-still = This page does not check by itself now.
waiting-kept = { $kind ->
    [next] You do not have to do anything.
   *[line] You keep your place.
 }
waiting-check = Check now
waiting-stop = Stop checking by itself
waiting-go-on = Check by itself again
waiting-meanwhile = While you wait
waiting-close = You may close this page. Come back in this browser within { $hours } hours, and you keep your place.
waiting-saved = Did you save answers before? Then you do not have to wait here. Use the link in our email, or sign in.
waiting-sign-in = Sign in
kept-title = { $kind ->
    [staff_session_expired] You were signed out. Your text is still here
   *[other] We could not take this page yet
 }
kept-description = What you typed is still here, and you can send it again.
kept-lead = { $kind ->
    [busy] Very many people are here right now. What you typed is still here.
    [too_many] There were too many tries in a short time. What you typed is still here.
    [too_many_here] Many people use your network right now. What you typed is still here.
    [staff_session_expired] Nothing was changed. What you typed is still on this page.
    [server] Something went wrong on our side. What you typed is still here.
   *[unavailable] This service is not available right now. What you typed is still here.
 }
kept-text = { $kind ->
    [staff_session_expired] Sign in again in a new tab. Then come back to this page and send it again.
    [too_many] Wait a few minutes, then send it again. Nothing is sent twice. Keep this page open until then.
    [too_many_here] Wait a few minutes, then send it again. Nothing is sent twice. Keep this page open until then.
   *[other] Wait a minute, then send it again. Nothing is sent twice. Keep this page open until then.
 }
kept-files = We could not keep your files. Please choose them again:
kept-file = Choose again: { $names }
kept-send = Send again
kept-back = Go back without sending it
kept-saved = The pages you saved before are safe.

### Fixed pages
contact-title = Contact us about our services
contact-heading = Contact us
contact-description = Call or write to the people who answer questions about our online services.
contact-text = We are glad to help you by phone or email, in your language. Relay services for people who are deaf are welcome: dial 711.
contact-phone = Phone
contact-email = Email
contact-hours = Hours
contact-agencies = Agencies
accessibility-title = Accessibility statement
accessibility-description = How we make sure that all people can use our services, and how to tell us when something does not work.
accessibility-goal-title = Our goal
accessibility-goal = All people must be able to use our services. We follow the rules called WCAG 2.2, level AA. They cover what Section 508 and the ADA ask for.
accessibility-how-title = What we do
accessibility-how = Every page works with a keyboard, a screen reader, large text and no script. We test every page before it goes live.
accessibility-problem-title = Tell us about a problem
accessibility-problem = Call or email us if something does not work for you. Tell us the page and what happened. We answer within two work days and find another way for you right away.
accessibility-updated = Updated { $date }
privacy-title = Privacy policy of our services
privacy-heading = Privacy policy
privacy-description = Which answers we keep, why, for how long, and who sees them. We never sell them.
privacy-what-title = What we keep
privacy-what = We keep the answers you give and what happens with your case. Each service says why it asks and which law allows it.
privacy-who-title = Who sees it
privacy-who = Only the agencies that handle your case see your answers. Each time staff opens your case, we write it down. We never sell your answers or use them for ads.
privacy-long-title = How long
privacy-long = Answers you saved but did not send are deleted after some time. We tell you before. Each service says how long a case is kept.
privacy-tracking-title = No tracking
privacy-tracking = We use one cookie, to keep your answers together while you are here. When very many people come, a second one keeps your place in line. No other company learns that you visited.
privacy-rights-title = Your rights
privacy-rights = You may ask what we keep about you, get a copy, and have mistakes fixed. Call or email us.
vulnerability-title = Vulnerability disclosure policy
vulnerability-description = If you found a weak spot in the security of our services: how to tell us, and what we promise.
vulnerability-report-title = Tell us
vulnerability-report = If you find a security weakness, please write to us. Tell us where it is and how to see it. You do not need to give your name.
vulnerability-rules-title = Please
vulnerability-rules-1 = Stop when you have shown the weakness. Do not look at, change or keep other people’s data.
vulnerability-rules-2 = Do not slow down or stop the service.
vulnerability-rules-3 = Give us time to fix it before you tell others.
vulnerability-promise-title = What we promise
vulnerability-promise = We answer within three work days. If you follow these rules in good faith, we will not take legal action against you.

### Developer mailbox
mailbox-title = Developer mailbox: every email sent
mailbox-heading = Developer mailbox
mailbox-description = All the email that this demo would have sent to people, with the newest at the top.
mailbox-text = This demonstration sends no real email. Every message it would have sent is here.
mailbox-empty = Nothing has been sent yet. Start a service, and come back.
mailbox-to = To
mailbox-from = From
mailbox-at = Sent
mailbox-links = Links in this message
mailbox-message = As plain text
mailbox-html = As most mail programs show it
mailbox-html-alone = Open it on a page of its own
mailbox-back = All messages

### Staff console
staff-description = The console of { $site } for staff: the queue of cases, what is owed to whom, and who saw what.
staff-console = Staff console
staff-queue = Queue
staff-queue-title = Queue of cases – { $agency }
staff-queue-empty = No case fits this search.
staff-queue-all = Show all cases
staff-obligations = Obligations
staff-obligations-title = Obligations without an end
staff-obligations-text = What we owe to someone and has not arrived yet, with the reason.
staff-obligations-none = Nothing is owed. Everything has arrived.
staff-obligations-none-left = Nothing else is owed.
staff-obligations-some-failed = Some parts failed for good.
staff-obligations-see-failed = See what failed
staff-obligations-none-fit = Nothing fits what you chose.
staff-obligations-all = Show all without an end
staff-audit = Audit
staff-audit-title = Audit: who saw or changed what
staff-audit-text = Every view and every change is written down. Nobody can edit this list.
staff-audit-search = Search by case reference
staff-audit-none = No entry fits this search.
staff-audit-at = When
staff-audit-who = Who
staff-audit-what = What
staff-sign-in-title = Sign in to the staff console
staff-sign-in = Sign in
staff-password = Password
staff-demo-title = Demonstration accounts
staff-search-label = Search by case reference or name
staff-show = Show
staff-paging = More pages
staff-previous = Previous page
staff-next = Next page
staff-applicant = Applicant
staff-due = Due
staff-overdue = (late)
staff-problem = Not arrived
staff-contact = Contact
staff-language = Language
staff-language-en = English
staff-language-es = Spanish
staff-version = Service version
staff-answers = Answers
staff-answers-text = As they were sent, in the words the person saw.
staff-answers-text-other = As they were sent, in your language.
staff-decide = Set the status
staff-new-status = New status
staff-reason = Reason
staff-reason-hint = The applicant reads this. Say what you decided and why, in plain words.
staff-reason-language = This person reads { $language }. Write in { $language }.
staff-set-status = Set status and tell the applicant
staff-ended = This case has ended.
staff-changed-meanwhile = A colleague changed this case in the meantime. Look at it again before you decide.
staff-timeline = Timeline
staff-notes = Notes
staff-notes-text = Only staff of your agency see notes.
staff-note-new = New note
staff-note-save = Save note
staff-hold = Legal hold
staff-hold-text = While a case is held, nothing of it is erased.
staff-hold-reason = Reason for the audit log
staff-hold-reason-hint = Write nothing about a person.
staff-hold-place = Hold this case
staff-hold-release = Release this case
staff-held = { $agency } holds this case since { $since }: { $reason }
staff-obligation-state = { $state ->
    [accepted] Arrived
    [failed] Failed
   *[waiting] Waiting
 }
staff-deadline = due { $at }
staff-their-reference = Their reference:
staff-attempts = { $count ->
    [one] 1 attempt
   *[other] { $count } attempts
 }
staff-retry = Try again now
staff-resolve = Resolve by hand
staff-resolve-title = Resolve by hand
staff-resolve-text = Use this when you have handed it over yourself, or when it can never arrive. It is written down with your name.
staff-resolve-how = What is true?
staff-resolve-reason = Reason
staff-resolve-reference = Their reference, if there is one
staff-resolve-yes = Resolve
standing-soon = This service opens on { $date }
standing-soon-short = Opens { $date }
standing-soon-text = You can begin on that day. Until then, see below what you need.
standing-soon-draft = You can send it on that day or later.
standing-closed = This service closed on { $date }
standing-closed-short = Closed since { $date }
standing-closed-text = You cannot begin now.
standing-closed-draft = You cannot send it now.
standing-closed-draft-grace = You began in time. You can still send it until { $date }.
standing-closed-grace = Did you begin before it closed? You can still send it until { $date }.
standing-full = This service is full
standing-full-short = Full
standing-full-text = It has all it can take, so you cannot send now.
standing-full-today = This service is full for today
standing-full-today-short = Full for today
standing-full-today-text = It takes more on { $date }.
standing-paused = This service is paused
standing-paused-short = Paused
standing-paused-until = On { $at } it opens again.
standing-paused-open = We do not know yet when it opens again.
standing-kept = Your answers are saved. You do not have to type them again.
standing-other-ways = See other ways to do this
preview-label = Preview
preview-text = This is not the real service. It is here to try out. Nothing you type is sent to anybody.
previewed-title = Nothing was sent
previewed-text = This is where a resident would get a case reference. Here is what would happen then.
previewed-parts = Systems of record
previewed-part = { $agency } would get this, by the connector { $connector }.
previewed-give = What it would get
previewed-no-parts = No system of record would get anything.
previewed-message = First message
previewed-subject = If an email address is known, it would get a message:
previewed-no-message = No message would be sent.
previewed-again = Back to the start of the preview
staff-account = My account
second-title = Enter the code from your app
second-text = Your password was right. Now show that it is you: open your authenticator app and enter the code it shows for this console.
second-label = Code
second-hint = 6 digits. A recovery code works too.
second-lost-title = Lost your phone?
second-lost-text = Use one of your recovery codes. None left? Ask whoever manages this console for your agency.
second-other = Sign in as someone else
confirm-staff-title = Confirm that it is you
confirm-staff-text = This changes how you sign in, so we ask again. It keeps someone at your unlocked computer from doing it.
password-title = Change your password
password-text = You will be signed out everywhere but here, and we send you an email.
password-first-title = Choose your password
password-first-text = The password you were given works only for the first time. Choose one that nobody else knows.
password-current = Current password
password-current-first = Password you were given
password-new = New password
password-hint = { $least } characters or more. Several words that do not belong together are easy to remember. You may use a password manager and paste it.
password-save = Save password
factor-heading = Second factor
factor-title = Set up your authenticator app
factor-must = Your agency asks everyone to have a second factor. It takes two minutes.
factor-what = An authenticator app on your phone shows a new code every 30 seconds. You enter one when you sign in. Someone who learns your password still cannot get in.
factor-need = You need any authenticator app on your phone or in your password manager. Most phones have one.
factor-replaces = You have an app set up. When you finish, the new one takes its place. The old recovery codes stop working.
factor-begin = Begin
factor-scan-title = 1. Add this console to your app
factor-scan-text = In your app, choose to add an account and scan this picture.
factor-picture = QR code for your authenticator app
factor-open = On your phone now? Open it in your app
factor-type = Or type this key into your app:
factor-recovery-title = 2. Save your recovery codes
factor-recovery-text = Each works once when you do not have your phone. Print them or keep them in your password manager. We do not show them again.
factor-finish-title = 3. Show that it works
factor-finish-text = Enter the code your app shows now. From then on, we ask for one each time you sign in.
factor-code = Code from your app
factor-code-hint = 6 digits
factor-finish = Finish
factor-anew = Begin again with a new key
factor-since = An authenticator app is set up since { $date }.
factor-codes-left = { $count ->
    [0] You have no recovery codes left. Set up the app again to get new ones.
    [one] You have one recovery code left. Set up the app again to get new ones.
   *[other] You have { $count } recovery codes left.
}
factor-again = Set up again: new phone or new recovery codes
factor-remove = Remove the second factor
factor-none = You sign in with your password only. A code from your phone makes it much safer.
factor-set-up = Set up an authenticator app
factor-remove-title = Remove your second factor?
factor-remove-text = Then your password alone opens this console. Your recovery codes stop working, and all your other sessions end.
factor-remove-yes = Remove it
sessions-title = Where you are signed in
sessions-text = Do you not know one of these? End it.
sessions-this = This device
sessions-began = Signed in { $at }
sessions-seen = Last used { $at }
sessions-end = End this session
sessions-end-others = End all other sessions
sessions-ended = It is ended. Nobody can use it any more.
account-safe-title = Keep your account safe
account-safe-link = See where you are signed in
device-both = { $browser } on { $system }
device-unknown = Browser not known
