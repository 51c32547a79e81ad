# en: Columbia Lake DMV
agency-dmv-name = DMV de Columbia Lake
# en: Monday to Friday, 8 a.m. to 5 p.m.
agency-dmv-hours = De lunes a viernes, de 8 a. m. a 5 p. m.

# en: Columbia Lake Human Services
agency-human-services-name = Servicios Humanos de Columbia Lake
# en: Monday to Friday, 7:30 a.m. to 6 p.m.
agency-human-services-hours = De lunes a viernes, de 7:30 a. m. a 6 p. m.

# en: Riverbend Public Works
agency-public-works-name = Obras Públicas de Riverbend
# en: Monday to Saturday, 7 a.m. to 4 p.m.
agency-public-works-hours = De lunes a sábado, de 7 a. m. a 4 p. m.
