# How answers are shown: on the page that checks them, on receipts and to staff.

answer-yes = Yes
answer-no = No
answer-skipped = Not answered
answer-erased = Erased on { $on }. The rule: { $source }
answer-no-fixed-address = No fixed address
answer-phone-extension = { $number }, extension { $extension }
answer-file = { $name } ({ $size })
answer-kilobytes = { $count } KB
answer-megabytes = { $count } MB
answer-entries =
    { $count ->
        [0] None added
        [one] 1 added
       *[other] { $count } added
    }

# States, territories and military mail codes (USPS Publication 28)
us-state-AA = Armed Forces Americas
us-state-AE = Armed Forces Europe, Middle East, Africa and Canada
us-state-AK = Alaska
us-state-AL = Alabama
us-state-AP = Armed Forces Pacific
us-state-AR = Arkansas
us-state-AS = American Samoa
us-state-AZ = Arizona
us-state-CA = California
us-state-CO = Colorado
us-state-CT = Connecticut
us-state-DC = District of Columbia
us-state-DE = Delaware
us-state-FL = Florida
us-state-FM = Federated States of Micronesia
us-state-GA = Georgia
us-state-GU = Guam
us-state-HI = Hawaii
us-state-IA = Iowa
us-state-ID = Idaho
us-state-IL = Illinois
us-state-IN = Indiana
us-state-KS = Kansas
us-state-KY = Kentucky
us-state-LA = Louisiana
us-state-MA = Massachusetts
us-state-MD = Maryland
us-state-ME = Maine
us-state-MH = Marshall Islands
us-state-MI = Michigan
us-state-MN = Minnesota
us-state-MO = Missouri
us-state-MP = Northern Mariana Islands
us-state-MS = Mississippi
us-state-MT = Montana
us-state-NC = North Carolina
us-state-ND = North Dakota
us-state-NE = Nebraska
us-state-NH = New Hampshire
us-state-NJ = New Jersey
us-state-NM = New Mexico
us-state-NV = Nevada
us-state-NY = New York
us-state-OH = Ohio
us-state-OK = Oklahoma
us-state-OR = Oregon
us-state-PA = Pennsylvania
us-state-PR = Puerto Rico
us-state-PW = Palau
us-state-RI = Rhode Island
us-state-SC = South Carolina
us-state-SD = South Dakota
us-state-TN = Tennessee
us-state-TX = Texas
us-state-UT = Utah
us-state-VA = Virginia
us-state-VI = Virgin Islands
us-state-VT = Vermont
us-state-WA = Washington
us-state-WI = Wisconsin
us-state-WV = West Virginia
us-state-WY = Wyoming
