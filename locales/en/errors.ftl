# What is wrong with an answer and what to do, in two short sentences at most.
# { $question } is the short name of the question, such as "Date of birth".

# Any question
error-answer-empty = { $question }: answer this question.
error-text-empty = { $question }: enter an answer.
error-text-too-long =
    { $question }: use { $max } characters or fewer. You have used { $count }.
error-text-too-short =
    { $question }: enter at least { $min ->
        [one] 1 character
       *[other] { $min } characters
    }.
error-text-characters = { $question }: there is a character we cannot use. Type the answer again instead of pasting it.

# Numbers and money
error-number-empty = { $question }: enter a number.
error-number-not-a-number = { $question }: use only digits, such as 12.
error-number-not-whole = { $question }: enter a whole number, without a decimal point.
error-number-unclear = { $question }: we are not sure which number you mean. Use a point for decimals, such as 1234.50.
error-number-too-long = { $question }: this number is too long. Check it and enter it again.
error-number-too-small = { $question }: enter { $min } or more.
error-number-too-large = { $question }: enter { $max } or less.
error-decimal-places =
    { $question }: use no more than { $max ->
        [one] 1 digit
       *[other] { $max } digits
    } after the point.
error-money-empty = { $question }: enter an amount in dollars.
error-money-not-an-amount = { $question }: enter an amount in dollars, such as 1234.50.
error-money-unclear = { $question }: we are not sure which amount you mean. Use a point for cents, such as 1234.50.
error-money-places = { $question }: use two digits for cents, such as 12.50.
error-money-too-small = { $question }: enter { $min_cents } or more.
error-money-too-large = { $question }: enter { $max_cents } or less.

# Dates
error-date-empty = { $question }: enter a month, day and year.
error-date-missing-month = { $question }: choose the month.
error-date-missing-day = { $question }: enter the day.
error-date-missing-year = { $question }: enter the year.
error-date-missing-month-day = { $question }: enter the month and day.
error-date-missing-month-year = { $question }: enter the month and year.
error-date-missing-day-year = { $question }: enter the day and year.
error-date-month = { $question }: choose a month from the list.
error-date-day = { $question }: enter a day from 1 to 31.
error-date-year = { $question }: enter all 4 digits of the year, such as 1990.
error-date-not-real = { $question }: there is no such day in that month. Check the day and the month.
error-date-too-early = { $question }: enter { $limit_on } or a later date.
error-date-too-late = { $question }: enter { $limit_on } or an earlier date.
error-date-in-past = { $question }: this date has passed. Enter today’s date or a later one.
error-date-in-future = { $question }: this date has not come yet. Enter today’s date or an earlier one.

# Choices
error-yes-no-empty = { $question }: choose yes or no.
error-choice-empty = { $question }: choose an answer.
error-choice-unknown = { $question }: choose one of the answers shown.
error-choices-empty = { $question }: choose at least one answer.
error-choices-none-and-others = { $question }: the last answer cannot go with others. Choose either that answer or the others.
error-choices-too-few =
    { $question }: choose at least { $min ->
        [one] 1 answer
       *[other] { $min } answers
    }.
error-choices-too-many =
    { $question }: choose no more than { $max ->
        [one] 1 answer
       *[other] { $max } answers
    }.
error-select-empty = { $question }: choose from the list.
error-select-unknown = { $question }: this is not in the list. Choose from the list.
error-declaration-empty = { $question }: check the box if you agree. You cannot go on without it.

# Names
error-name-empty = { $question }: enter a name.
error-name-no-given-or-family = { $question }: enter a first name or a last name. One of them is enough.

# Addresses
error-address-empty = { $question }: enter an address.
error-address-empty-or-none = { $question }: enter an address. If you have none, check the box that says so.
error-address-street-empty = { $question }: enter a street address or route.
error-address-po-box = { $question }: this looks like a PO box. Enter the street address or route.
error-address-line1-empty = { $question }: enter a street address, PO box or route.
error-address-city-empty = { $question }: enter a city or town.
error-address-state-empty = { $question }: choose a state or territory.
error-address-state-unknown = { $question }: choose a state or territory from the list.
error-address-postal-code-empty = { $question }: enter a ZIP code.
error-address-zip = { $question }: enter a ZIP code with 5 or 9 digits, such as 12345 or 12345-6789.
error-address-zip-state = { $question }: this ZIP code is not in that state. Check the ZIP code and the state.
error-address-military-state = { $question }: for APO, FPO or DPO mail, choose AA, AE or AP as the state.
error-address-military-city = { $question }: for AA, AE or AP, enter APO, FPO or DPO as the city.
error-address-country-unknown = { $question }: choose a country from the list.
error-address-too-long = { $question }: use { $max } characters or fewer on a line. Put the rest on the next line.

# Email and telephone
error-email-empty = { $question }: enter an email address.
error-email-no-at = { $question }: an email address has an @ sign, such as name@example.com.
error-email-space = { $question }: an email address has no spaces. Enter only the address, such as name@example.com.
error-email-shape = { $question }: this email address does not look right. Check it, such as name@example.com.
error-email-too-long = { $question }: this email address is too long. Check it and enter it again.
error-phone-empty = { $question }: enter a phone number.
error-phone-shape = { $question }: this phone number does not look right. Check it, such as 202-555-0123.
error-phone-too-short = { $question }: this phone number is too short. Include the area code, such as 202-555-0123.
error-phone-too-long = { $question }: this phone number has too many digits. Check it, such as 202-555-0123.
error-phone-extension = { $question }: enter only digits for the extension, such as 12.

# Numbers and codes given by somebody
error-identifier-empty = { $question }: enter the number or code.
error-identifier-shape = { $question }: this does not look right. Check it and enter it again.
error-identifier-shape-example = { $question }: this does not look right. It must look like { $example }.
error-identifier-check = { $question }: there may be a typing mistake. Check each digit and letter.
error-identifier-vin = { $question }: there may be a typing mistake. A VIN has 17 digits and letters, and never I, O or Q.
error-identifier-ssn-empty = { $question }: enter a Social Security number.
error-identifier-ssn-length = { $question }: a Social Security number has 9 digits. Check it and enter it again.
error-identifier-ssn-impossible = { $question }: no Social Security number looks like this. Check it and enter it again.

# Files
error-file-empty = { $question }: choose a file.
error-file-too-many =
    { $question }: give no more than { $max ->
        [one] 1 file
       *[other] { $max } files
    }. Remove those you do not need.
error-file-too-large = { $question }: “{ $name }” is larger than { $max } MB. Choose a smaller file, or take a new photo.
error-file-kind = { $question }: we cannot use “{ $name }”. Choose a photo or a PDF.
error-file-not-an-image = { $question }: we cannot use “{ $name }”. Choose a photo (JPEG, PNG, WebP or HEIC).
error-file-not-a-pdf = { $question }: we cannot use “{ $name }”. Choose a PDF.
error-file-nothing-in-it = { $question }: there is nothing in “{ $name }”. Choose another file.
error-file-no-room = { $question }: we cannot take more files here. Continue with the files you have, or call us.
error-file-harmful = { $question }: “{ $name }” may hold harmful software, so we did not keep it. Take a new photo, or choose another file.
error-file-not-looked-at = { $question }: we cannot check “{ $name }” right now, so we did not keep it. Try again in a few minutes.

# Groups answered several times
error-repeat-too-few =
    { $question }: add at least { $min ->
        [one] 1
       *[other] { $min }
    }.
error-repeat-too-many =
    { $question }: keep no more than { $max ->
        [one] 1
       *[other] { $max }
    }. Remove those you do not need.
error-repeat-unfinished = { $question }: number { $number } is not finished. Finish it, or remove it.
