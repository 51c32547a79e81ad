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

mail-reminder-subject = Your answers are deleted on { $expires }
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

## The timeline of a case
event-submission_received = We received it
event-submission_received-text = What you sent is safe with us.
event-hand_over_accepted = { $part }: done
event-hand_over_accepted-text = Their reference: { $reference }
event-hand_over_failed = { $part }: this did not work
event-hand_over_failed-text = You do not need to send anything again. The agency can see this.
event-hand_over_unconfirmed-text = We could not confirm it in time. The agency can see this and will check.
event-status_changed = New status: { $status }
event-notification_accepted = We told you by { $channel }
event-notification_failed = We could not reach you by { $channel }
event-obligation_resolved = Ended by hand
event-obligation_retried = Tried again
event-note_written = Note
channel-email = email
