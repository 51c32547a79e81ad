# Apply for food assistance, in Spanish. Each comment holds the English text that the translation below it was made from.

# en: Apply for food assistance
title = Solicitar ayuda para comprar alimentos
# en: Get money on a card each month to buy food. Apply for yourself and the people you eat with.
summary = Reciba dinero en una tarjeta cada mes para comprar comida. Solicite para usted y para las personas con quienes come.
# en: You can apply if you live in Columbia Lake and need help to buy food.⏎⏎You can apply even if you work, own a home, have a car or have no home at all. You can apply for your children if you cannot get help yourself.⏎⏎You can send your application with only your name, where you get mail and your signature. You can tell us the rest later. Your help can start from the day we get it.
who =
    Puede pedir ayuda si vive en Columbia Lake y le hace falta para comprar comida.

    Puede pedirla aunque trabaje, tenga casa propia, tenga carro o no tenga ninguna casa. Si usted no puede recibir ayuda, puede pedirla para sus hijos.

    Puede enviar su solicitud solo con su nombre, el lugar donde recibe correo y su firma. Puede darnos los demás datos después. Su ayuda puede empezar desde el día en que la recibimos.
# en: We use your answers to find out if you can get help with food. We check them with other agencies. We ask about race only to see that we treat everyone fairly. We never sell what you tell us.
privacy = Usamos sus respuestas para saber si puede recibir ayuda para comprar comida. Las comparamos con los datos de otras agencias. Preguntamos por la raza solo para ver que tratamos bien a todos. Nunca vendemos lo que usted nos dice.
# en: We will call you or write to you within 5 days to set a time for a short talk. We call it an interview. It can be by phone.⏎⏎If you have almost no money, we try to get you help within 7 days. All other people get an answer within 30 days.⏎⏎We may ask you for papers. If you cannot get them, tell us. We can help.⏎⏎If you need food today, [call 211](tel:211) to find free food near you.
what-happens-next =
    Le vamos a llamar o escribir en 5 días o menos para fijar la hora de una conversación corta. La llamamos entrevista. Puede ser por teléfono.

    Si casi no tiene dinero, tratamos de darle ayuda en 7 días o menos. Las demás personas reciben una respuesta en 30 días o menos.

    Tal vez le pidamos papeles. Si no los puede conseguir, díganos. Podemos ayudarle.

    Si le hace falta comida hoy, [llame al 211](tel:211) para saber dónde hay comida gratis cerca de usted.

# en: Your name, your date of birth and where you get mail
need-1 = Su nombre, su fecha de nacimiento y el lugar donde recibe correo
# en: How much cash and money in the bank your household has
need-2 = Cuánto dinero tiene su hogar en efectivo y en el banco
# en: Social Security numbers of people who apply, if they have one
need-3 = El número de Seguro Social de las personas que piden ayuda, si lo tienen
# en: Pay stubs or letters that show the money each person got in the last 30 days
need-4 = Talones de pago o cartas que muestren el dinero que cada persona recibió en los últimos 30 días
# en: Your rent or mortgage bill and your utility bills
need-5 = El recibo de la renta o de la hipoteca, y los recibos de luz, gas y agua
# en: What you pay for child care, care of an adult or child support
need-6 = Lo que paga por cuidado de niños, cuidado de un adulto o manutención de hijos
# en: What you pay for doctors, medicine and health insurance
need-7 = Lo que paga por médicos, medicinas y seguro de salud
# en: Immigration papers of the people who want help
need-8 = Papeles de inmigración de las personas que quieren ayuda
# en: Someone in my household gets money from work or other sources
need-question-need_income = Alguien en mi hogar recibe dinero del trabajo o de otra parte
# en: I pay rent, a mortgage or utility bills
need-question-need_home = Pago renta, hipoteca o servicios como luz y gas
# en: I pay for child care, care of an adult or child support
need-question-need_care = Pago cuidado de niños, cuidado de un adulto o manutención de hijos
# en: Someone in my home is at least 60, or has a disability
need-question-need_medical = Alguien en mi casa tiene 60 años o más, o una discapacidad
# en: Someone who wants help is not a U.S. citizen
need-question-need_immigration = Alguien que quiere ayuda no es ciudadano de los Estados Unidos

# en: By phone
other-way-1-way = Por teléfono
# en: Call [515-555-0120](tel:+15155550120), Monday to Friday, 7:30 a.m. to 6 p.m. We can fill in the form with you, in any language.
other-way-1-text = Llame al [515-555-0120](tel:+15155550120), de lunes a viernes, de 7:30 a. m. a 6 p. m. Podemos llenar el formulario con usted en cualquier idioma.
# en: On paper
other-way-2-way = En papel
# en: Call us and we will mail you a form. Send it to Food Assistance, PO Box 120, Riverbend.
other-way-2-text = Llámenos y le enviamos un formulario por correo. Envíelo a Food Assistance, PO Box 120, Riverbend.
# en: In person
other-way-3-way = En persona
# en: Come to 12 Lake Street, Riverbend. Write your name and where you live, sign the form, and leave it with us that day.
other-way-3-text = Venga a 12 Lake Street, Riverbend. Escriba su nombre y dónde vive, firme el formulario y déjelo con nosotros ese día.

# en: Check that you can apply here
section-start = Vea si puede pedir ayuda aquí
# en: About you
section-you = Sobre usted
# en: People you live and eat with
section-household = Las personas con quienes vive y come
# en: Your money
section-income = Su dinero
# en: What you pay
section-costs = Lo que paga
# en: A few more questions
section-other = Unas preguntas más
# en: Your rights and your signature
section-sign = Sus derechos y su firma

# en: The Food and Nutrition Act of 2008 (7 U.S.C. 2011 to 2036) lets us ask these questions. You choose if you want to answer. This is an example form of an invented state.
privacy-act-authority = La Ley de Alimentos y Nutrición de 2008 (7 U.S.C. 2011 a 2036) nos deja hacer estas preguntas. Usted decide si quiere contestar. Este es un formulario de ejemplo de un estado inventado.
# en: We use your answers to find out if you can get help with food, and how much. We use Social Security numbers to check names and income with other agencies.
privacy-act-purpose = Usamos sus respuestas para saber si puede recibir ayuda para comida, y cuánta. Usamos el número de Seguro Social para comparar nombres e ingresos con otras agencias.
# en: We may share your answers with other agencies that check income and identity. Auditors may see them. So may the police, if the law says so.
privacy-act-routine-uses = Podemos dar sus respuestas a otras agencias que revisan los ingresos y la identidad. Los auditores pueden verlas. La policía también, si la ley lo dice.
# en: If you leave an answer out, we may not be able to help you or that person. Other people in your home can still get help.
privacy-act-effects = Si no contesta algo, tal vez no podamos ayudarle a usted o a esa persona. Las demás personas de su casa pueden recibir ayuda.

# en: Where you live and what you get now
page-where-you-live-title = Dónde vive y qué recibe ahora

# en: These two questions show if this is the right place to apply.
page-where-you-live-text = Con estas dos preguntas vemos si este es el lugar correcto para usted.
# en: Do you live in Columbia Lake?
q-lives_here-label = ¿Vive usted en Columbia Lake?
# en: You can apply even if you have no home. You can apply even if you came here a short time ago.
q-lives_here-hint = Puede pedir ayuda aunque no tenga casa. No importa si llegó hace poco.
# en: Lives in Columbia Lake
q-lives_here-short = Vive en Columbia Lake
# en: Do you get help with food from Columbia Lake now?
q-already_getting-label = ¿Ya recibe de Columbia Lake dinero para comida?
# en: Say yes if you or the people you eat with get money on a card from us each month.
q-already_getting-hint = Conteste que sí si usted o las personas con quienes come reciben nuestro dinero en una tarjeta cada mes.
# en: Gets help with food now
q-already_getting-short = Ya recibe ayuda para comida

# en: Apply in the state where you live
page-another-state-title = Pida ayuda en el estado donde vive

# en: Each state helps the people who live there. So we cannot take your application, but your own state can.⏎⏎- Search the web for "food assistance" and the name of your state.⏎- [Call 211](tel:211). The call is free, and they can tell you where to apply.⏎- If you need food today, 211 can also tell you who gives out free food near you.⏎⏎If you will move to Columbia Lake, apply here on the day you come.
page-another-state-text =
    Cada estado ayuda a las personas que viven en él. Por eso no podemos recibir su solicitud, pero su estado sí puede.

    - Busque en internet "ayuda para comida" y el nombre de su estado.
    - [Llame al 211](tel:211). La llamada es gratis, y le dicen dónde pedir ayuda.
    - Si le hace falta comida hoy, en el 211 también le dicen quién da comida gratis cerca de usted.

    Si se va a mudar a Columbia Lake, pida ayuda aquí el día que llegue.

# en: You do not need to apply again
page-already-getting-title = No tiene que llenar otra solicitud

# en: You have a case with us, so you do not need a new application. Here is what you can do:⏎⏎- Tell us if your home, your income or your household has changed. You may get more.⏎- Renew when our letter says so. You will keep your card.⏎- Order a new card if you lost yours.⏎⏎Call [515-555-0120](tel:+15155550120), Monday to Friday, 7:30 a.m. to 6 p.m. If you need more food today, [call 211](tel:211).
page-already-getting-text =
    Usted ya tiene un caso con nosotros. No le hace falta otra solicitud. Esto es lo que puede hacer:

    - Díganos si cambió su casa, su dinero o su hogar. Tal vez reciba más.
    - Renueve cuando nuestra carta lo diga. Se queda con su tarjeta.
    - Pida otra tarjeta si perdió la suya.

    Llame al [515-555-0120](tel:+15155550120), de lunes a viernes, de 7:30 a. m. a 6 p. m. Si le hace falta más comida hoy, [llame al 211](tel:211).

# en: In person
page-already-getting-other-way-1-way = En persona

# en: Come to 12 Lake Street, Riverbend, Monday to Friday, 7:30 a.m. to 6 p.m. Bring our last letter if you have it.
page-already-getting-other-way-1-text = Venga a 12 Lake Street, Riverbend, de lunes a viernes, de 7:30 a. m. a 6 p. m. Traiga nuestra última carta si la tiene.

# en: Your name and date of birth
page-about-you-title = Su nombre y su fecha de nacimiento
# en: What is your name?
q-name-label = ¿Cómo se llama usted?
# en: If you have an ID, write the name that is on it.
q-name-hint = Si tiene una identificación, escriba el nombre que está en ella.
# en: Name
q-name-short = Nombre
# en: When were you born?
q-date_of_birth-label = ¿Cuándo nació?
# en: Date of birth
q-date_of_birth-short = Fecha de nacimiento

# en: Where you live
page-your-address-title = Dónde vive
# en: Where do you live?
q-home_address-label = ¿Dónde vive?
# en: If you have no home, check the box that says so. You can still get help.
q-home_address-hint = Si no tiene casa, marque “No tengo una dirección fija”. Aun así puede recibir ayuda.
# en: Home
q-home_address-short = Casa
# en: Do you get your mail there?
q-gets_mail-label = ¿Recibe ahí su correo?
# en: Gets mail at home
q-gets_mail-short = Recibe correo en casa
# en: We will ask where to send your letters and your card.
q-gets_mail-no-hint = Le vamos a preguntar a dónde enviar sus cartas y su tarjeta.

# en: Where you get mail
page-mailing-address-title = Dónde recibe su correo

# en: This can be the home of a friend, a shelter, a PO box or General Delivery at a post office. Leave it empty and we will keep your letters for you at 12 Lake Street, Riverbend.
page-mailing-address-text = Puede ser la casa de un amigo, un albergue, un apartado postal o la lista de correos (General Delivery). Si lo deja en blanco, guardamos sus cartas en 12 Lake Street, Riverbend.
# en: Where should we send your mail?
q-mailing_address-label = ¿A dónde le enviamos su correo?
# en: Mail
q-mailing_address-short = Correo

# en: How we can reach you
page-contact-title = Cómo podemos hablar con usted

# en: We need to talk with you before we decide. If you have no phone or email, we will write to you.
page-contact-text = Tenemos que hablar con usted antes de decidir. Si no tiene teléfono ni correo electrónico, le vamos a escribir una carta.
# en: What is your phone number?
q-phone-label = ¿Cuál es su número de teléfono?
# en: It can be the number of someone who takes messages for you.
q-phone-hint = Puede ser el número de alguien que toma recados para usted.
# en: Phone
q-phone-short = Teléfono
# en: What is your email?
q-email-label = ¿Cuál es su correo electrónico?
# en: Email
q-email-short = Correo electrónico
# en: How may we reach you?
q-contact_ways-label = ¿Cómo le podemos avisar?
# en: We always send our decision by mail too.
q-contact_ways-hint = Siempre enviamos la decisión también por correo.
# en: How to reach you
q-contact_ways-short = Cómo avisarle
# en: Call me
q-contact_ways-option-call = Llámenme
# en: Send me a text message
q-contact_ways-option-text = Envíenme un mensaje de texto
# en: Send me an email
q-contact_ways-option-email = Envíenme un correo electrónico
# en: Send me a letter
q-contact_ways-option-letter = Envíenme una carta
# en: Do you need an interpreter?
q-needs_interpreter-label = ¿Quiere un intérprete?
# en: We give you one for free. This includes sign language.
q-needs_interpreter-hint = Es gratis. También tenemos lengua de señas.
# en: Interpreter
q-needs_interpreter-short = Intérprete
# en: You asked us to call or text you. Write your phone number, or choose another way.
check-contact-1 = Nos pidió una llamada o un mensaje de texto. Escriba su número de teléfono o elija otra forma.
# en: You asked us to email you. Write your email, or choose another way.
check-contact-2 = Quiere recibir un correo electrónico. Diga cuál es o elija otra forma.

# en: Your language
page-your-language-title = Su idioma
# en: Which language do you want to speak with us?
q-spoken_language-label = ¿En qué idioma quiere hablar con nosotros?
# en: Language
q-spoken_language-short = Idioma
# en: Spanish
q-spoken_language-option-spanish = Español
# en: American Sign Language
q-spoken_language-option-american_sign_language = Lengua de señas americana
# en: Amharic
q-spoken_language-option-amharic = Amárico
# en: Arabic
q-spoken_language-option-arabic = Árabe
# en: Burmese
q-spoken_language-option-burmese = Birmano
# en: Cantonese
q-spoken_language-option-cantonese = Cantonés
# en: Dari
q-spoken_language-option-dari = Dari
# en: French
q-spoken_language-option-french = Francés
# en: Haitian Creole
q-spoken_language-option-haitian_creole = Criollo haitiano
# en: Hmong
q-spoken_language-option-hmong = Hmong
# en: Karen
q-spoken_language-option-karen = Karen
# en: Korean
q-spoken_language-option-korean = Coreano
# en: Mandarin
q-spoken_language-option-mandarin = Mandarín
# en: Oromo
q-spoken_language-option-oromo = Oromo
# en: Pashto
q-spoken_language-option-pashto = Pastún
# en: Portuguese
q-spoken_language-option-portuguese = Portugués
# en: Russian
q-spoken_language-option-russian = Ruso
# en: Somali
q-spoken_language-option-somali = Somalí
# en: Swahili
q-spoken_language-option-swahili = Suajili
# en: Tagalog
q-spoken_language-option-tagalog = Tagalo
# en: Ukrainian
q-spoken_language-option-ukrainian = Ucraniano
# en: Vietnamese
q-spoken_language-option-vietnamese = Vietnamita
# en: Another language
q-spoken_language-option-other = Otro idioma
# en: Is there anything we should know about how to talk with you?
q-language_note-label = ¿Debemos saber algo más sobre cómo hablar con usted?
# en: Tell us the name of your language if you did not find it. Or tell us if you need large print.
q-language_note-hint = Díganos el nombre de su idioma si no está en la lista. O díganos si le hace falta letra grande.
# en: Note on language
q-language_note-short = Nota sobre el idioma

# en: How you want to apply
page-how-to-apply-title = Cómo quiere pedir la ayuda
# en: How do you want to apply today?
q-how_much_now-label = ¿Cómo quiere hacer su solicitud hoy?
# en: Your help can start from the day we get your application.
q-how_much_now-hint = Su ayuda puede empezar desde el día en que recibimos su solicitud.
# en: How to apply
q-how_much_now-short = Cómo hacer la solicitud
# en: Answer all questions now
q-how_much_now-option-all = Contestar todas las preguntas ahora
# en: Best if you need help fast. We can see if you can get help within 7 days.
q-how_much_now-option-all-hint = Es lo mejor si le urge la ayuda. Así vemos si puede recibir ayuda en 7 días o menos.
# en: Sign now and tell us the rest later
q-how_much_now-option-short = Firmar ahora y decirnos lo demás después
# en: You send us only what you have told us so far. We ask the rest in the interview.
q-how_much_now-option-short-hint = Nos envía solo lo que ya nos dijo. Le preguntamos lo demás en la entrevista.
# en: Do you want someone else to act for you?
q-has_representative-label = ¿Quiere que otra persona actúe por usted?
# en: This can be a friend, a relative or a helper you trust. They can talk with us for you.
q-has_representative-hint = Puede ser un amigo, un pariente o alguien de confianza. Esa persona puede hablar con nosotros por usted.
# en: Someone acts for you
q-has_representative-short = Alguien actúa por usted

# en: The person who acts for you
page-representative-title = La persona que actúa por usted

# en: You can change your mind at any time. Call us and we will take this person off your case.
page-representative-text = Puede cambiar de idea cuando quiera. Llámenos y quitamos a esta persona de su caso.
# en: What is the name of this person?
q-rep_name-label = ¿Cómo se llama esta persona?
# en: Name of the person who acts for you
q-rep_name-short = Nombre de quien actúa por usted
# en: What is the phone number of this person?
q-rep_phone-label = ¿Cuál es el teléfono de esta persona?
# en: Phone of the person who acts for you
q-rep_phone-short = Teléfono de quien actúa por usted
# en: What may this person do for you?
q-rep_powers-label = ¿Qué puede hacer esta persona por usted?
# en: What they may do
q-rep_powers-short = Lo que puede hacer
# en: Talk with us and answer questions
q-rep_powers-option-talk = Hablar con nosotros y contestar preguntas
# en: Get copies of my letters
q-rep_powers-option-letters = Recibir copias de mis cartas
# en: Have a card and buy food for me
q-rep_powers-option-shop = Tener una tarjeta y comprar comida para mí

# en: Your Social Security number and citizenship
page-your-status-title = Su número de Seguro Social y su ciudadanía

# en: We ask this only of people who want help. We check it with federal records. If you are not sure what to say, talk with a worker first.
page-your-status-text = Preguntamos esto solo a las personas que quieren ayuda. Lo comparamos con datos del gobierno federal. Si no sabe qué decir, hable primero con nosotros.
# en: What is your Social Security number?
q-ssn-label = ¿Cuál es su número de Seguro Social?
# en: Leave it empty if you have none or do not know it.
q-ssn-hint = Déjelo en blanco si no tiene o no lo sabe.
# en: Social Security number
q-ssn-short = Número de Seguro Social
# en: Are you a U.S. citizen?
q-citizenship-label = ¿Tiene usted la ciudadanía de los Estados Unidos?
# en: U.S. citizen
q-citizenship-short = Ciudadanía de los Estados Unidos
# en: Yes
q-citizenship-option-citizen = Sí
# en: You were born in the United States or became a citizen.
q-citizenship-option-citizen-hint = Nació en los Estados Unidos o se hizo ciudadano.
# en: No, I have another status
q-citizenship-option-other_status = No, tengo otro estatus
# en: You have a green card, or you are a refugee, for example.
q-citizenship-option-other_status-hint = Tiene tarjeta verde o es refugiado, por ejemplo.
# en: I want to talk with a worker first
q-citizenship-option-talk_first = Quiero hablar primero con ustedes
# en: We do not ask more about this now.
q-citizenship-option-talk_first-hint = No preguntamos más sobre esto por ahora.
# en: Do you buy and make food with other people?
q-shares_food-label = ¿Compra y prepara comida con otras personas?
# en: Say yes if you live with a husband, wife or child under 22, even if you eat apart.
q-shares_food-hint = Conteste que sí si vive con su esposo, su esposa o un hijo menor de 22 años, aunque coman aparte.
# en: Shares food with others
q-shares_food-short = Comparte la comida
# en: They are part of your household. We will ask who they are.
q-shares_food-yes-hint = Son parte de su hogar. Le vamos a preguntar quiénes son.
# en: You count as a household of one, even if you share a home.
q-shares_food-no-hint = Usted cuenta como un hogar de una persona, aunque viva con otros.

# en: The people you share food with
page-household-members-title = Las personas con quienes comparte la comida

# en: Add each person you buy and make food with. Do not add yourself. Add people who do not want help too.
page-household-members-text = Agregue a cada persona con quien compra y prepara comida. No se agregue usted. Agregue también a quienes no quieren ayuda.
# en: Who do you share food with?
q-household_members-label = ¿Con quién comparte la comida?
# en: Other people
q-household_members-short = Otras personas
# en: person
q-household_members-item = persona
# en: { $person_name }
q-household_members-summary = { $person_name }

# en: About this person
page-person-name-title = Sobre esta persona
# en: What is the name of this person?
q-person_name-label = ¿Cómo se llama esta persona?
# en: Name
q-person_name-short = Nombre
# en: When was this person born?
q-person_birth_date-label = ¿Cuándo nació esta persona?
# en: Date of birth
q-person_birth_date-short = Fecha de nacimiento
# en: Who is this person to you?
q-person_relationship-label = ¿Qué parentesco tiene esta persona con usted?
# en: Relationship
q-person_relationship-short = Parentesco
# en: Husband or wife
q-person_relationship-option-spouse = Esposo o esposa
# en: Partner
q-person_relationship-option-partner = Pareja
# en: Child or stepchild
q-person_relationship-option-child = Hijo, hija, hijastro o hijastra
# en: Parent
q-person_relationship-option-parent = Padre o madre
# en: Brother or sister
q-person_relationship-option-sibling = Hermano o hermana
# en: Another relative
q-person_relationship-option-other_relative = Otro pariente
# en: Friend or roommate
q-person_relationship-option-not_related = Amigo o compañero de casa
# en: Does this person want help too?
q-person_applies-label = ¿Esta persona también quiere ayuda?
# en: If not, we skip the questions about who is a citizen.
q-person_applies-hint = Si no la quiere, no preguntamos por su ciudadanía.
# en: Wants help
q-person_applies-short = Quiere ayuda

# en: Social Security number and citizenship of { $person_name }
page-person-status-title = Número de Seguro Social y ciudadanía de { $person_name }
# en: What is the Social Security number of { $person_name }?
q-person_ssn-label = ¿Cuál es el número de Seguro Social de { $person_name }?
# en: Leave it empty if this person has none or you do not know it.
q-person_ssn-hint = Déjelo en blanco si esta persona no tiene o usted no lo sabe.
# en: Social Security number
q-person_ssn-short = Número de Seguro Social
# en: Is { $person_name } a U.S. citizen?
q-person_citizenship-label = ¿Tiene { $person_name } la ciudadanía de los Estados Unidos?
# en: U.S. citizen
q-person_citizenship-short = Ciudadanía de los Estados Unidos
# en: Yes
q-person_citizenship-option-citizen = Sí
# en: No, this person has another status
q-person_citizenship-option-other_status = No, tiene otro estatus
# en: This person has a green card or is a refugee, for example.
q-person_citizenship-option-other_status-hint = Tiene tarjeta verde o es refugiado, por ejemplo.
# en: I want to talk with a worker first
q-person_citizenship-option-talk_first = Quiero hablar primero con ustedes
# en: Does { $person_name } get any money?
q-person_has_income-label = ¿Recibe dinero { $person_name }?
# en: Count pay from work, Social Security, child support and all other money.
q-person_has_income-hint = Cuente el pago del trabajo, el Seguro Social, la manutención de hijos y todo otro dinero.
# en: Gets money
q-person_has_income-short = Recibe dinero

# en: The money { $person_name } gets
page-person-incomes-title = El dinero que recibe { $person_name }

# en: Add each job and each other source of money. We add it all up for you.
page-person-incomes-text = Agregue cada trabajo y cada dinero que viene de otra parte. Nosotros hacemos la suma.
# en: What money does { $person_name } get?
q-person_incomes-label = ¿Qué dinero recibe { $person_name }?
# en: Money this person gets
q-person_incomes-short = Dinero que recibe esta persona
# en: source of money
q-person_incomes-item = ingreso
# en: { $person_income_source }: { $person_income_amount } ({ $person_income_often })
q-person_incomes-summary = { $person_income_source }: { $person_income_amount } ({ $person_income_often })

# en: Where the money comes from
page-person-income-source-title = De dónde viene el dinero
# en: Where does this money come from?
q-person_income_source-label = ¿De dónde viene este dinero?
# en: Source
q-person_income_source-short = De dónde viene
# en: A job
q-person_income_source-option-job = Un trabajo
# en: Own business or odd jobs
q-person_income_source-option-own_work = Negocio propio o trabajos sueltos
# en: Driving, cleaning or selling things, for example.
q-person_income_source-option-own_work-hint = Manejar, limpiar o vender cosas, por ejemplo.
# en: Social Security
q-person_income_source-option-social_security = Seguro Social
# en: SSI
q-person_income_source-option-ssi = SSI
# en: Unemployment
q-person_income_source-option-unemployment = Pago por desempleo
# en: Child support or alimony
q-person_income_source-option-support = Manutención de hijos o pensión de un divorcio
# en: Pension or veterans' pay
q-person_income_source-option-pension = Pensión o pago de veterano
# en: Something else
q-person_income_source-option-other = Otra cosa
# en: Who pays it?
q-person_income_from-label = ¿Quién lo paga?
# en: The name of the firm or the person. You may leave this empty.
q-person_income_from-hint = El nombre de la empresa o de la persona. Puede dejarlo en blanco.
# en: Who pays
q-person_income_from-short = Quién paga

# en: How much it comes to
page-person-income-amount-title = Cuánto es
# en: How much is it each time, before taxes?
q-person_income_amount-label = ¿Cuánto es cada vez, antes de impuestos?
# en: If it changes, write the usual amount.
q-person_income_amount-hint = Si cambia, escriba la cantidad normal.
# en: Amount
q-person_income_amount-short = Cantidad
# en: How often does it come?
q-person_income_often-label = ¿Cada cuánto llega?
# en: How often
q-person_income_often-short = Cada cuánto
# en: Every week
q-person_income_often-option-weekly = Cada semana
# en: Every two weeks
q-person_income_often-option-two_weeks = Cada dos semanas
# en: Twice a month
q-person_income_often-option-twice_month = Dos veces al mes
# en: Every month
q-person_income_often-option-monthly = Cada mes
# en: Once a year
q-person_income_often-option-yearly = Una vez al año
# en: Only once, this month
q-person_income_often-option-once = Solo una vez, este mes
# en: Is any of this true for you or someone in your household?
q-situations-label = ¿Es cierto algo de esto para usted o para alguien de su hogar?
# en: Each one can change how much help you get.
q-situations-hint = Cada cosa puede cambiar cuánta ayuda recibe.
# en: What is true for the household
q-situations-short = Lo que es cierto para el hogar
# en: Has a disability
q-situations-option-disability = Tiene una discapacidad
# en: Gets SSI or other disability pay, for example.
q-situations-option-disability-hint = Recibe SSI u otro pago por discapacidad, por ejemplo.
# en: Moves for farm work, or does farm work only part of the year
q-situations-option-farm_work = Se muda para trabajar en el campo, o trabaja en el campo solo parte del año
# en: Goes to college half time or more
q-situations-option-college = Va a la universidad medio tiempo o más
# en: Got help with food from another state this month
q-situations-option-other_state = Recibió este mes ayuda para comida de otro estado
# en: None of these
q-situations-option-none = Nada de esto

# en: Farm work
page-farm-work-title = Trabajo en el campo

# en: These questions show if you can get help within 7 days.
page-farm-work-text = Con estas preguntas vemos si puede recibir ayuda en 7 días o menos.
# en: Has the pay from this farm work stopped?
q-farm_pay_stopped-label = ¿Ya se acabó el pago de este trabajo en el campo?
# en: Farm pay has stopped
q-farm_pay_stopped-short = Se acabó el pago del campo
# en: Will someone in your household get more than $25 from new work in the next 10 days?
q-farm_new_pay-label = ¿Va a recibir alguien de su hogar más de $25 de un trabajo nuevo en los próximos 10 días?
# en: New pay within 10 days
q-farm_new_pay-short = Pago nuevo en 10 días

# en: Your money this month
page-money-now-title = Su dinero este mes
# en: How much money do you and your household have today?
q-money_on_hand-label = ¿Cuánto dinero tienen hoy usted y su hogar?
# en: Add up cash and money in the bank. Write 0 if you have none.
q-money_on_hand-hint = Sume el efectivo y el dinero en el banco. Escriba 0 si no tiene nada.
# en: Cash and money in the bank
q-money_on_hand-short = Efectivo y dinero en el banco
# en: Do you get any money this month?
q-has_income-label = ¿Recibe usted algún dinero este mes?
# en: Count your own pay from work, Social Security, child support and all other money.
q-has_income-hint = Cuente su pago del trabajo, el Seguro Social, la manutención de hijos y todo otro dinero.
# en: Gets money
q-has_income-short = Recibe dinero

# en: The money you get
page-your-incomes-title = El dinero que usted recibe

# en: Add each job and each other source of money. We add it all up for you.
page-your-incomes-text = Agregue cada trabajo y cada dinero que viene de otra parte. Nosotros hacemos la suma.
# en: What money do you get?
q-your_incomes-label = ¿Qué dinero recibe usted?
# en: Money you get
q-your_incomes-short = Dinero que usted recibe
# en: source of money
q-your_incomes-item = ingreso
# en: { $income_source }: { $income_amount } ({ $income_often })
q-your_incomes-summary = { $income_source }: { $income_amount } ({ $income_often })

# en: Where the money comes from
page-income-source-title = De dónde viene el dinero
# en: Where does this money come from?
q-income_source-label = ¿De dónde viene este dinero?
# en: Source
q-income_source-short = De dónde viene
# en: A job
q-income_source-option-job = Un trabajo
# en: Own business or odd jobs
q-income_source-option-own_work = Negocio propio o trabajos sueltos
# en: Driving, cleaning or selling things, for example.
q-income_source-option-own_work-hint = Manejar, limpiar o vender cosas, por ejemplo.
# en: Social Security
q-income_source-option-social_security = Seguro Social
# en: SSI
q-income_source-option-ssi = SSI
# en: Unemployment
q-income_source-option-unemployment = Pago por desempleo
# en: Child support or alimony
q-income_source-option-support = Manutención de hijos o pensión de un divorcio
# en: Pension or veterans' pay
q-income_source-option-pension = Pensión o pago de veterano
# en: Something else
q-income_source-option-other = Otra cosa
# en: Who pays it?
q-income_from-label = ¿Quién lo paga?
# en: The name of the firm or the person. You may leave this empty.
q-income_from-hint = El nombre de la empresa o de la persona. Puede dejarlo en blanco.
# en: Who pays
q-income_from-short = Quién paga

# en: How much it comes to
page-income-amount-title = Cuánto es
# en: How much is it each time, before taxes?
q-income_amount-label = ¿Cuánto es cada vez, antes de impuestos?
# en: If it changes, write the usual amount.
q-income_amount-hint = Si cambia, escriba la cantidad normal.
# en: Amount
q-income_amount-short = Cantidad
# en: How often does it come?
q-income_often-label = ¿Cada cuánto llega?
# en: How often
q-income_often-short = Cada cuánto
# en: Every week
q-income_often-option-weekly = Cada semana
# en: Every two weeks
q-income_often-option-two_weeks = Cada dos semanas
# en: Twice a month
q-income_often-option-twice_month = Dos veces al mes
# en: Every month
q-income_often-option-monthly = Cada mes
# en: Once a year
q-income_often-option-yearly = Una vez al año
# en: Only once, this month
q-income_often-option-once = Solo una vez, este mes
# en: Will your household get less money soon?
q-income_change-label = ¿Va a recibir su hogar menos dinero pronto?
# en: Less money soon
q-income_change-short = Menos dinero pronto
# en: Yes, less than now
q-income_change-option-less = Sí, menos que ahora
# en: A job ends or you get fewer hours, for example.
q-income_change-option-less-hint = Se acaba un trabajo o le dan menos horas, por ejemplo.
# en: No, about the same
q-income_change-option-same = No, más o menos lo mismo
# en: No, more than now
q-income_change-option-more = No, más que ahora
# en: I am not sure
q-income_change-option-not_sure = No lo sé
# en: Which of these does your household pay?
q-cost_kinds-label = ¿Cuáles de estas cosas paga su hogar?
# en: What you pay can mean that you get more help.
q-cost_kinds-hint = Por lo que paga, tal vez reciba más ayuda.
# en: What the household pays
q-cost_kinds-short = Lo que paga el hogar
# en: Rent, mortgage or utilities
q-cost_kinds-option-home = Renta, hipoteca o servicios como luz y gas
# en: Child support for a child who lives elsewhere
q-cost_kinds-option-support = Manutención de un hijo que vive en otra casa
# en: Care for a child or for an adult who cannot be alone
q-cost_kinds-option-care = Cuidado de un niño o de un adulto que no puede estar solo
# en: Health costs of someone who is at least 60, or has a disability
q-cost_kinds-option-medical = Gastos de salud de alguien que tiene 60 años o más, o una discapacidad
# en: None of these
q-cost_kinds-option-none = Nada de esto

# en: What you pay for your home
page-home-costs-title = Lo que paga por su casa

# en: Write only what your household pays itself. Write 0 if you do not pay it.
page-home-costs-text = Escriba solo lo que paga su propio hogar. Escriba 0 si no lo paga.
# en: How much rent or mortgage do you pay each month?
q-rent_amount-label = ¿Cuánto paga de renta o hipoteca cada mes?
# en: Rent or mortgage each month
q-rent_amount-short = Renta o hipoteca cada mes
# en: How much property tax and home insurance do you pay each month?
q-home_tax_amount-label = ¿Cuánto paga cada mes de impuesto y seguro de la casa?
# en: Leave it empty if you rent, or if your mortgage bill includes it.
q-home_tax_amount-hint = Déjelo en blanco si paga renta, o si ya está en el pago de la hipoteca.
# en: Property tax and home insurance each month
q-home_tax_amount-short = Impuesto y seguro de la casa cada mes
# en: Which utilities do you pay?
q-utility_kinds-label = ¿Qué servicios paga?
# en: Utilities
q-utility_kinds-short = Servicios
# en: Heat or cooling
q-utility_kinds-option-heat_cool = Calefacción o aire acondicionado
# en: Power or cooking gas
q-utility_kinds-option-power = Luz o gas para cocinar
# en: Water or sewer
q-utility_kinds-option-water = Agua o drenaje
# en: Trash
q-utility_kinds-option-trash = Basura
# en: Phone or internet
q-utility_kinds-option-phone = Teléfono o internet
# en: I pay no utilities
q-utility_kinds-option-none = No pago servicios
# en: About how much do these utilities cost in a month?
q-utility_amount-label = ¿Más o menos cuánto cuestan estos servicios al mes?
# en: Utilities each month
q-utility_amount-short = Servicios cada mes
# en: How much child support does your household pay each month?
q-support_amount-label = ¿Cuánta manutención de hijos paga su hogar cada mes?
# en: Count only what a court or an agency told you to pay and what you do pay.
q-support_amount-hint = Cuente solo lo que ordenó un juez o una agencia y que ustedes sí pagan.
# en: Child support paid each month
q-support_amount-short = Manutención de hijos que paga cada mes

# en: What you pay for care
page-dependent-care-title = Lo que paga por cuidado
# en: How much do you pay for care each month?
q-care_amount-label = ¿Cuánto paga por cuidado cada mes?
# en: Count care you pay for so that someone can work, look for work or study. You can add rides to and from the care.
q-care_amount-hint = Cuente el cuidado que paga para que alguien pueda trabajar, buscar trabajo o estudiar. Puede sumar los viajes de ida y vuelta.
# en: Care each month
q-care_amount-short = Cuidado cada mes
# en: Who gets the care?
q-care_for-label = ¿Quién recibe el cuidado?
# en: First names are enough.
q-care_for-hint = Basta con el primer nombre.
# en: Who gets the care
q-care_for-short = Quién recibe el cuidado

# en: What you pay for health care
page-medical-costs-title = Lo que paga por gastos de salud

# en: Count only the costs of people who are 60 or older, or have a disability. Do not count what insurance pays.
page-medical-costs-text = Cuente solo los gastos de quienes tienen 60 años o más, o una discapacidad. No cuente lo que paga el seguro.
# en: How much do they pay each month?
q-medical_amount-label = ¿Cuánto pagan cada mes?
# en: If it changes, write the usual amount.
q-medical_amount-hint = Si cambia, escriba la cantidad normal.
# en: Health costs each month
q-medical_amount-short = Gastos de salud cada mes
# en: What do they pay for?
q-medical_kinds-label = ¿Qué es lo que pagan?
# en: Kinds of health costs
q-medical_kinds-short = Clases de gastos de salud
# en: Health insurance or Medicare
q-medical_kinds-option-insurance = Seguro de salud o Medicare
# en: Medicine
q-medical_kinds-option-medicine = Medicinas
# en: Doctor, dentist or hospital
q-medical_kinds-option-visits = Médico, dentista u hospital
# en: Glasses, hearing aids or other devices
q-medical_kinds-option-devices = Lentes, audífonos u otros aparatos
# en: Rides to the doctor
q-medical_kinds-option-rides = Viajes al médico
# en: Something else
q-medical_kinds-option-other = Otra cosa

# en: Your papers
page-documents-title = Sus papeles

# en: You can add photos of papers now or send them later. You can send your application without them.⏎⏎These papers help us decide faster:⏎⏎- pay stubs or letters that show your income⏎- bills for care, medicine or child support
page-documents-text =
    Puede agregar fotos de sus papeles ahora o enviarlas después. Puede enviar su solicitud sin ellas.

    Estos papeles nos ayudan a decidir más rápido:

    - talones de pago o cartas que muestren su dinero
    - recibos de cuidado, medicinas o manutención de hijos
# en: Do you want to add photos or files now?
q-papers-label = ¿Quiere agregar fotos o archivos ahora?
# en: Papers
q-papers-short = Papeles

# en: Your race or ethnicity
page-race-ethnicity-title = Su raza o etnia

# en: You do not have to answer. Your answer does not change our decision or how much help you get. We ask so that we can see if we treat everyone fairly.
page-race-ethnicity-text = No tiene que contestar. Su respuesta no cambia nuestra decisión ni cuánta ayuda recibe. Preguntamos para ver si tratamos bien a todos.
# en: What is your race or ethnicity?
q-race-label = ¿Cuál es su raza o etnia?
# en: You may choose several, or leave it empty.
q-race-hint = Puede elegir varias o dejarlo en blanco.
# en: Race or ethnicity
q-race-short = Raza o etnia
# en: American Indian or Alaska Native
q-race-option-american_indian = Indígena de las Américas o nativo de Alaska
# en: For example, Navajo Nation, Blackfeet Tribe or Nome Eskimo Community
q-race-option-american_indian-hint = Por ejemplo: Nación Navajo, Tribu Blackfeet o pueblo de Nome
# en: Asian
q-race-option-asian = Asiático
# en: For example, Chinese, Asian Indian, Filipino or Vietnamese
q-race-option-asian-hint = Por ejemplo: de China, India, Filipinas o Vietnam
# en: Black or African American
q-race-option-black = Negro o afroamericano
# en: For example, African American, Jamaican, Haitian or Somali
q-race-option-black-hint = Por ejemplo: de Estados Unidos, Haití, Jamaica o Somalia
# en: Hispanic or Latino
q-race-option-hispanic = Hispano o latino
# en: For example, Mexican, Puerto Rican, Salvadoran or Cuban
q-race-option-hispanic-hint = Por ejemplo: de México, Puerto Rico, El Salvador o Cuba
# en: Middle Eastern or North African
q-race-option-mena = Del Medio Oriente o del norte de África
# en: For example, Lebanese, Iranian, Egyptian or Syrian
q-race-option-mena-hint = Por ejemplo: de Líbano, Irán, Egipto o Siria
# en: Native Hawaiian or Pacific Islander
q-race-option-pacific_islander = Nativo de Hawái o de las islas del Pacífico
# en: For example, Native Hawaiian, Samoan, Chamorro or Tongan
q-race-option-pacific_islander-hint = Por ejemplo: de Hawái, Samoa, Guam o Tonga
# en: White
q-race-option-white = Blanco
# en: For example, English, German, Irish or Italian
q-race-option-white-hint = Por ejemplo: de Alemania, Irlanda, Italia o Polonia
# en: Do you want to say more about it?
q-race_detail-label = ¿Quiere decir algo más?
# en: Write it in your own words, or leave it empty.
q-race_detail-hint = Escríbalo como usted lo diga, o déjelo en blanco.
# en: More about race or ethnicity
q-race_detail-short = Más sobre la raza o la etnia

# en: Registering to vote
page-vote-title = Inscribirse para votar

# en: We ask this of everyone. You can get a form to register from us.⏎⏎- Your answer does not change how much help you get.⏎- We can help you fill in the form. You can also fill it in alone.⏎- No one will know where you asked for the form.
page-vote-text =
    Les preguntamos esto a todos. Le podemos dar un formulario para inscribirse.

    - Su respuesta no cambia cuánta ayuda recibe.
    - Podemos ayudarle a llenarlo. También puede llenarlo a solas.
    - Nadie va a saber dónde pidió el formulario.
# en: If you are not registered to vote where you live now, would you like to apply to register to vote here today?
q-vote-label = Si no tiene inscripción para votar donde vive ahora, ¿quiere pedir inscribirse hoy aquí?
# en: Register to vote
q-vote-short = Inscribirse para votar
# en: Yes, send me a form
q-vote-option-register = Sí, envíenme un formulario
# en: No, I have registered where I live now
q-vote-option-already = No, ya me inscribí donde vivo ahora
# en: No, not today
q-vote-option-decline = No, hoy no
# en: I do not have the right to vote in the United States
q-vote-option-not_allowed = No tengo derecho a votar en los Estados Unidos

# en: Your rights and your signature
page-sign-title = Sus derechos y su firma
# en: You may get help within 7 days
q-fast_help-label = Tal vez reciba ayuda en 7 días o menos
# en: From what you told us, you may get help fast. Please answer when we call. If you have proof of who you are, have it ready. We can help you find it.
q-fast_help-text = Por lo que nos dijo, tal vez reciba ayuda rápido. Conteste cuando le llamemos. Si tiene algo que muestre quién es, téngalo a la mano. Podemos ayudarle a buscarlo.
# en: Your rights
q-your_rights-label = Sus derechos
# en: - We must treat everyone fairly. We may not treat you worse because of race, color, sex, age, religion, disability, politics or where you come from.⏎- We must decide within 30 days, or within 7 days if you have almost no money.⏎- You can ask for a hearing if you think we are wrong. You have 90 days.⏎- You can ask us to fix an answer, or take your application back, at any time.
q-your_rights-text =
    - Debemos tratar bien a todos. No podemos tratarle peor por su raza, color, sexo, edad, religión, discapacidad, ideas políticas o país de origen.
    - Debemos decidir en 30 días o menos, o en 7 días o menos si casi no tiene dinero.
    - Puede pedir una audiencia si cree que nos equivocamos. Tiene 90 días.
    - Puede pedirnos que cambiemos una respuesta, o retirar su solicitud, cuando quiera.
# en: What you must do
q-your_duties-label = Lo que usted debe hacer
# en: - Tell the truth. If you lie to get help, you can lose it, pay a fine or go to jail.⏎- Use the card only for food for your household. Do not sell it or trade it.⏎- Answer our questions and send papers when we ask. We check answers with other agencies.⏎- Tell us when your income goes over the limit in our letter.
q-your_duties-text =
    - Diga la verdad. Si miente para recibir ayuda, puede perderla, pagar una multa o ir a la cárcel.
    - Use la tarjeta solo para la comida de su hogar. No la venda ni la cambie por otra cosa.
    - Conteste y envíe papeles cuando se los pidamos. Comparamos sus respuestas con otras agencias.
    - Avísenos si recibe más dinero que el límite en nuestra carta.
# en: I know my rights and what I must do. My answers are true, as far as I know. This includes who is a citizen.
q-agree_true-label = Sé cuáles son mis derechos y lo que debo hacer. Mis respuestas son ciertas, hasta donde yo sé. También lo que dije sobre la ciudadanía.
# en: What you sign
q-agree_true-short = Lo que usted firma
# en: I say under penalty of perjury that this is true
q-agree_true-agree = Digo bajo pena de perjurio que esto es cierto
# en: Sign with your full name
q-signature-label = Firme con su nombre completo
# en: If you act for someone else, sign with your own name.
q-signature-hint = Si actúa por otra persona, firme con su propio nombre.
# en: Signature
q-signature-short = Firma

# en: Monthly income of the applicant
computed-applicant_income-label = Ingreso de quien pide la ayuda, al mes
# en: Monthly income of the other people
computed-others_income-label = Ingreso de las otras personas, al mes
# en: Monthly income of the household, before taxes
computed-monthly_income-label = Ingreso del hogar al mes, antes de impuestos
# en: People in the household
computed-household_size-label = Personas en el hogar
# en: People who ask for help
computed-people_applying-label = Personas que piden ayuda
# en: Someone is 60 or older, or has a disability
computed-older_or_disabled-label = Alguien tiene 60 años o más, o una discapacidad
# en: Monthly rent or mortgage and utilities
computed-rent_and_utilities-label = Renta o hipoteca y servicios, al mes
# en: Monthly housing costs, with property tax and insurance
computed-housing_costs-label = Gastos de casa al mes, con impuesto y seguro
# en: Monthly care of children or adults
computed-care_costs-label = Cuidado de niños o adultos, al mes
# en: Monthly child support paid
computed-support_paid-label = Manutención de hijos que paga, al mes
# en: Health costs over 35 dollars a month, of people aged 60 or with a disability
computed-medical_deduction-label = Gastos de salud de más de 35 dólares al mes, de gente de 60 años o con discapacidad
# en: Care, child support and health costs to count
computed-deductions-label = Cuidado, manutención y gastos de salud que cuentan
# en: Farm worker household without money
computed-farm_worker_in_need-label = Hogar del campo sin dinero
# en: Decide within 7 days
computed-expedited-label = Decidir en 7 días
# en: Why within 7 days
computed-expedited_reason-label = Por qué en 7 días

# en: Received
status-received-label = Recibida
# en: We have your application. A worker will look at it soon. You do not have to do anything now.
status-received-means = Ya tenemos su solicitud. Pronto la va a ver una persona. Por ahora no tiene que hacer nada.

# en: We got your application
tell-received-subject = Recibimos su solicitud
# en: We got your application. Your reference is { $reference }.⏎⏎A worker will call you or send you a letter about a short talk. We call this an interview.⏎⏎If you have almost no money, we try to help you within 7 days. All other people get an answer within 30 days.
tell-received-text =
    Recibimos su solicitud. Su número de referencia es { $reference }.

    Le vamos a llamar o a enviar una carta sobre una conversación corta. La llamamos entrevista.

    Si casi no tiene dinero, tratamos de ayudarle en 7 días o menos. Las demás personas reciben una respuesta en 30 días o menos.

# en: A worker is looking at it
status-under-review-label = En revisión
# en: A worker has your application and is checking it. We will tell you if we need anything.
status-under-review-means = Una persona tiene su solicitud y la revisa. Le avisamos si nos falta algo.

# en: A worker has your application
tell-under-review-subject = Ya estamos revisando su solicitud
# en: A worker is now looking at your application { $reference }.⏎⏎We will call or write to you if we need anything. You do not have to do anything now.
tell-under-review-text =
    Una persona ya revisa su solicitud { $reference }.

    Le llamamos o le escribimos si nos falta algo. Por ahora no tiene que hacer nada.

# en: We need to talk with you
status-interview-needed-label = Tenemos que hablar con usted
# en: We need a short talk with you before we can decide. We can do it by phone. It takes about 20 minutes.
status-interview-needed-means = Tenemos que hablar un poco con usted antes de decidir. Puede ser por teléfono. Dura unos 20 minutos.

# en: We need to talk with you
tell-interview-needed-subject = Tenemos que hablar con usted
# en: We need a short talk about your application { $reference }. We can do it by phone.⏎⏎{ $reason }⏎⏎Please call 515-555-0120, Monday to Friday, 7:30 a.m. to 6 p.m. We can give you an interpreter for free.
tell-interview-needed-text =
    Tenemos que hablar un poco sobre su solicitud { $reference }. Puede ser por teléfono.

    { $reason }

    Llame al 515-555-0120, de lunes a viernes, de 7:30 a. m. a 6 p. m. Podemos darle un intérprete gratis.

# en: We need more from you
status-more-information-needed-label = Nos faltan datos
# en: We need more papers or answers before we can decide. You have at least 10 days to send them.
status-more-information-needed-means = Nos faltan papeles o respuestas antes de decidir. Tiene por lo menos 10 días para enviarlos.

# en: We need more from you
tell-more-information-needed-subject = Nos faltan datos
# en: We need more from you to decide on your application { $reference }.⏎⏎{ $reason }⏎⏎You have at least 10 days. If you cannot get a paper, call 515-555-0120. We can help you get it.
tell-more-information-needed-text =
    Nos faltan datos para decidir sobre su solicitud { $reference }.

    { $reason }

    Tiene por lo menos 10 días. Si no puede conseguir un papel, llame al 515-555-0120. Podemos ayudarle.

# en: Approved
status-approved-label = Aprobada
# en: You will get help with food. Your card comes by mail. A letter tells you how much you get and until when.
status-approved-means = Va a recibir ayuda para comida. Su tarjeta llega por correo. Una carta le dice cuánto recibe y hasta cuándo.

# en: We made a decision on your application
tell-approved-subject = Ya decidimos sobre su solicitud
# en: Good news. We approved your application { $reference }.⏎⏎Your card comes by mail within 7 days. A letter tells you how much you get each month and until when.⏎⏎If you think the amount is wrong, you can ask for a hearing within 90 days. Call 515-555-0120.
tell-approved-text =
    Buenas noticias. Aprobamos su solicitud { $reference }.

    Su tarjeta llega por correo en 7 días o menos. Una carta le dice cuánto recibe cada mes y hasta cuándo.

    Si cree que la cantidad está mal, tiene 90 días para pedir una audiencia. Llame al 515-555-0120.

# en: Not approved
status-denied-label = No aprobada
# en: You cannot get help with food now. A letter tells you why and how to ask for a hearing.
status-denied-means = Por ahora no puede recibir ayuda para comida. Una carta le dice por qué y cómo pedir una audiencia.

# en: We made a decision on your application
tell-denied-subject = Ya decidimos sobre su solicitud
# en: We could not approve your application { $reference }.⏎⏎{ $reason }⏎⏎If you think we are wrong, you can ask for a hearing within 90 days. Call 515-555-0120 or write to us.⏎⏎You can apply again at any time. [Call 211](tel:211) to find free food near you.
tell-denied-text =
    No pudimos aprobar su solicitud { $reference }.

    { $reason }

    Si cree que nos equivocamos, tiene 90 días para pedir una audiencia. Llame al 515-555-0120 o escríbanos.

    Puede pedir ayuda otra vez cuando quiera. [Llame al 211](tel:211) para saber dónde hay comida gratis cerca de usted.

# en: Taken back
status-withdrawn-label = Retirada
# en: You took your application back. You can apply again at any time.
status-withdrawn-means = Usted retiró su solicitud. Puede pedir ayuda otra vez cuando quiera.

# en: You took your application back
tell-withdrawn-subject = Usted retiró su solicitud
# en: You asked us to stop your application { $reference }. We have stopped it.⏎⏎You can apply again at any time. If you did not ask for this, call 515-555-0120.
tell-withdrawn-text =
    Nos pidió cancelar su solicitud { $reference }. Ya la cancelamos.

    Puede pedir ayuda otra vez cuando quiera. Si usted no pidió esto, llame al 515-555-0120.

# en: Your application reaches the office that decides
plan-intake-record-label = Su solicitud llega a la oficina que decide
