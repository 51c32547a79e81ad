# Cómo se muestran las respuestas: al revisarlas, en los recibos y al personal.

answer-yes = Sí
answer-no = No
answer-skipped = Sin respuesta
answer-erased = Borrado el { $on }. La regla: { $source }
answer-no-fixed-address = Sin dirección fija
answer-phone-extension = { $number }, extensión { $extension }
answer-file = { $name } ({ $size })
answer-kilobytes = { $count } KB
answer-megabytes = { $count } MB
answer-entries =
    { $count ->
        [0] Nada agregado
        [one] 1 agregado
       *[other] { $count } agregados
    }

# Estados, territorios y códigos del correo militar (Publicación 28 de USPS)
us-state-AA = Fuerzas Armadas, Américas
us-state-AE = Fuerzas Armadas, Europa, Medio Oriente, África y Canadá
us-state-AK = Alaska
us-state-AL = Alabama
us-state-AP = Fuerzas Armadas, Pacífico
us-state-AR = Arkansas
us-state-AS = Samoa Estadounidense
us-state-AZ = Arizona
us-state-CA = California
us-state-CO = Colorado
us-state-CT = Connecticut
us-state-DC = Distrito de Columbia
us-state-DE = Delaware
us-state-FL = Florida
us-state-FM = Estados Federados de Micronesia
us-state-GA = Georgia
us-state-GU = Guam
us-state-HI = Hawái
us-state-IA = Iowa
us-state-ID = Idaho
us-state-IL = Illinois
us-state-IN = Indiana
us-state-KS = Kansas
us-state-KY = Kentucky
us-state-LA = Luisiana
us-state-MA = Massachusetts
us-state-MD = Maryland
us-state-ME = Maine
us-state-MH = Islas Marshall
us-state-MI = Míchigan
us-state-MN = Minnesota
us-state-MO = Misuri
us-state-MP = Islas Marianas del Norte
us-state-MS = Misisipi
us-state-MT = Montana
us-state-NC = Carolina del Norte
us-state-ND = Dakota del Norte
us-state-NE = Nebraska
us-state-NH = Nuevo Hampshire
us-state-NJ = Nueva Jersey
us-state-NM = Nuevo México
us-state-NV = Nevada
us-state-NY = Nueva York
us-state-OH = Ohio
us-state-OK = Oklahoma
us-state-OR = Oregón
us-state-PA = Pensilvania
us-state-PR = Puerto Rico
us-state-PW = Palaos
us-state-RI = Rhode Island
us-state-SC = Carolina del Sur
us-state-SD = Dakota del Sur
us-state-TN = Tennessee
us-state-TX = Texas
us-state-UT = Utah
us-state-VA = Virginia
us-state-VI = Islas Vírgenes
us-state-VT = Vermont
us-state-WA = Washington
us-state-WI = Wisconsin
us-state-WV = Virginia Occidental
us-state-WY = Wyoming
