### Spanish texts. The comment before each message is the English text it was translated from.

# en: Report a street problem
title = Reportar un problema en la calle

# en: Tell Riverbend about a pothole, a dark street light, graffiti, a blocked sidewalk or missed trash. It takes two minutes.
summary = Reporte a Riverbend un bache, una luz apagada, grafiti, una acera bloqueada o basura que no recogieron. Toma dos minutos.

# en: Anyone can report a problem on a street, sidewalk or alley in Riverbend. You do not have to live here or say who you are.
who = Cualquiera puede reportar un problema en una calle, acera o callejón de Riverbend. No hace falta vivir aquí ni decir quién es.

# en: We use your report to find the problem and fix it. You do not have to give your name.⏎⏎If you give your email or phone number, only the crew's office sees it. We erase it 90 days after the work ends.
privacy =
    Usamos su reporte para hallar el problema y arreglarlo. No tiene que dar su nombre.

    Si nos da su correo o su teléfono, solo lo ve la oficina de las cuadrillas. Lo borramos 90 días después del arreglo.

# en: - We pass your report to Public Works. It goes on the work list.⏎- A crew looks at most problems within 7 days. If people are in danger, they come the same day.⏎- If you gave your email, we write when a crew goes out and when they finish.
what-happens-next =
    - Pasamos su reporte a Obras Públicas. Queda en la lista de trabajo.
    - Una cuadrilla revisa casi todos los problemas en 7 días o menos. Si la gente corre peligro, va el mismo día.
    - Si nos dio su correo, le escribimos cuando sale la cuadrilla y cuando termina.

# en: The street name, or a place close by
need-1 = El nombre de la calle o de un lugar cercano

# en: A photo, if you can take one safely
need-2 = Una foto, si la puede tomar sin riesgo

# en: By phone
other-way-1-way = Por teléfono

# en: Call Public Works at [515-555-0130](tel:+15155550130), Monday to Saturday, 7 a.m. to 4 p.m. Tell us what is wrong and where.
other-way-1-text = Llame a Obras Públicas al [515-555-0130](tel:+15155550130), de lunes a sábado, de 7 a. m. a 4 p. m. Díganos qué pasa y dónde.

# en: In person
other-way-2-way = En persona

# en: Come to the street desk at Riverbend City Hall, Monday to Friday, 8 a.m. to 4 p.m.
other-way-2-text = Venga a la ventanilla de calles en el ayuntamiento de Riverbend, de lunes a viernes, de 8 a. m. a 4 p. m.

# en: The problem
section-problem = El problema

# en: The place
section-place = El lugar

# en: News for you
section-you = Noticias para usted

# en: Service code
computed-service_code-label = Código de servicio

# en: Send a crew today
computed-is_urgent-label = Enviar una cuadrilla hoy

# en: Received
status-received-label = Recibido

# en: We have your report. Next, a crew looks at the place.
status-received-means = Ya tenemos su reporte. El paso que sigue es que una cuadrilla vea el lugar.

# en: We received your street report
tell-received-subject = Recibimos su reporte sobre la calle

# en: Thank you. We have your report { $reference }. A crew looks at most problems within 7 days.⏎⏎You do not have to do anything else. We will write to you when a crew goes out.
tell-received-text =
    Gracias. Ya tenemos su reporte { $reference }. Una cuadrilla revisa casi todos los problemas en 7 días o menos.

    No tiene que hacer nada más. Le escribimos cuando salga una cuadrilla.

# en: With a crew
status-with-crew-label = Con la cuadrilla

# en: A crew has your report and is going out to fix it.
status-with-crew-means = Una cuadrilla tiene su reporte y va a arreglar el problema.

# en: A crew has your street report
tell-with-crew-subject = Una cuadrilla ya tiene su reporte

# en: Your report { $reference } is now with a crew. They go out to fix it.⏎⏎We write to you when they finish.
tell-with-crew-text =
    Su reporte { $reference } ya está con una cuadrilla. Va a arreglar el problema.

    Le escribimos cuando termine el trabajo.

# en: Fixed
status-fixed-label = Arreglado

# en: The crew fixed it. If you can still see the problem, please report it again.
status-fixed-means = La cuadrilla arregló el problema. Si lo sigue viendo, por favor repórtelo otra vez.

# en: We fixed the street problem
tell-fixed-subject = Arreglamos el problema de la calle

# en: Good news: the crew fixed what you told us about in report { $reference }. Thank you for your help.⏎⏎Can you still see the problem? Call 515-555-0130 or send us a new report.
tell-fixed-text =
    Buenas noticias: la cuadrilla arregló lo que nos dijo en su reporte { $reference }. Gracias por su ayuda.

    ¿Sigue viendo el problema? Llame al 515-555-0130 o envíe otro reporte.

# en: Not our street
status-not-our-street-label = No es nuestra calle

# en: Somebody else takes care of this place. Our message says who, and how to reach them.
status-not-our-street-means = Otra oficina cuida este lugar. Nuestro mensaje dice cuál es y cómo hablarle.

# en: Somebody else takes care of this street
tell-not-our-street-subject = Esta calle está a cargo de otra oficina

# en: Thank you for your report { $reference }. We looked at the place, and the town does not own it.⏎⏎Who takes care of it: { $reason }⏎⏎Please tell them too. If you need help with that, call us at 515-555-0130.
tell-not-our-street-text =
    Gracias por su reporte { $reference }. Fuimos a ver el lugar, y no es del pueblo.

    Quién lo cuida: { $reason }

    Por favor, avise ahí también. Si le hace falta ayuda con eso, llame al 515-555-0130.

# en: Already reported
status-duplicate-label = Ya nos avisaron

# en: Somebody told us about this before you. We are working on the first report, so we close this one.
status-duplicate-means = Alguien nos avisó antes que usted. Trabajamos con el primer reporte, así que cerramos este.

# en: We know about this street problem
tell-duplicate-subject = Ya sabemos de este problema en la calle

# en: Thank you for your report { $reference }. Somebody told us about this before you, so we close this one.⏎⏎We are working on it. What we know now: { $reason }
tell-duplicate-text =
    Gracias por su reporte { $reference }. Alguien nos avisó antes que usted, así que cerramos este.

    Ya trabajamos en eso. Lo que sabemos ahora: { $reason }

# en: Public Works puts your report in its work list
plan-service-request-label = Obras Públicas pone su reporte en la lista de trabajo

# en: Is somebody hurt, or is a wire down? [Call 911](tel:911) first. Then come back here.
page-what-is-wrong-text = ¿Hay alguien herido o un cable en el suelo? [Llame al 911](tel:911) primero. Luego vuelva aquí.

# en: What is the problem?
q-problem_kind-label = ¿Cuál es el problema?

# en: Problem
q-problem_kind-short = Problema

# en: Pothole
q-problem_kind-option-pothole = Bache

# en: A hole in the street
q-problem_kind-option-pothole-hint = Un hoyo en la calle

# en: Street light
q-problem_kind-option-street_light = Luz de la calle

# en: Dark, blinking or broken
q-problem_kind-option-street_light-hint = Apagada, rota o parpadea

# en: Graffiti
q-problem_kind-option-graffiti = Grafiti

# en: Paint or stickers where they do not belong
q-problem_kind-option-graffiti-hint = Pintura o calcomanías donde no deben estar

# en: Blocked sidewalk
q-problem_kind-option-blocked_sidewalk = Acera bloqueada

# en: People cannot walk or roll past
q-problem_kind-option-blocked_sidewalk-hint = No se puede pasar a pie ni en silla de ruedas

# en: Missed trash
q-problem_kind-option-missed_trash = No se llevaron la basura

# en: The truck did not take your trash or recycling
q-problem_kind-option-missed_trash-hint = El camión dejó la basura o el reciclaje

# en: Something else
q-problem_kind-option-other = Otra cosa

# en: Tell us a little more
page-details-title = Díganos un poco más

# en: How big is the hole?
q-pothole_size-label = ¿Qué tan grande es el hoyo?

# en: Size of the hole
q-pothole_size-short = Tamaño del hoyo

# en: Smaller than a dinner plate
q-pothole_size-option-small = Más chico que un plato

# en: A dinner plate or bigger
q-pothole_size-option-large = Como un plato o más grande

# en: More than one hole
q-pothole_size-option-many = Hay más de un hoyo

# en: What is wrong with the light?
q-light_problem-label = ¿Qué le pasa a la luz?

# en: Light
q-light_problem-short = Luz

# en: The light is out at night
q-light_problem-option-out = No prende de noche

# en: It blinks
q-light_problem-option-blinks = Parpadea

# en: The light is on all day
q-light_problem-option-day_on = Está prendida todo el día

# en: The pole is down or leans
q-light_problem-option-pole_down = El poste se cayó o está inclinado

# en: Number on the pole
q-pole_number-label = Número del poste

# en: Look for a metal plate with up to six letters and numbers. Leave this empty if you see none.
q-pole_number-hint = Busque una placa con hasta seis letras y números. Si no ve ninguna, déjelo en blanco.

# en: Pole number
q-pole_number-short = Número del poste

# en: What is the graffiti on?
q-graffiti_place-label = ¿Dónde está el grafiti?

# en: Graffiti is on
q-graffiti_place-short = El grafiti está en

# en: Something the town owns
q-graffiti_place-option-public = Algo que es del pueblo

# en: A sign, a bridge, a bench or a park wall
q-graffiti_place-option-public-hint = Un letrero, un puente, una banca o un muro del parque

# en: A home or a shop
q-graffiti_place-option-private = Una casa o una tienda

# en: We ask the owner first.
q-graffiti_place-option-private-hint = Primero le pedimos permiso al dueño.

# en: I am not sure
q-graffiti_place-option-unknown = No lo sé bien

# en: Does it threaten or insult a group of people?
q-graffiti_hateful-label = ¿Amenaza o insulta a un grupo de personas?

# en: Hateful
q-graffiti_hateful-short = Mensaje de odio

# en: We try to clean it the same day.
q-graffiti_hateful-yes-hint = Tratamos de limpiarlo el mismo día.

# en: What is in the way?
q-blocked_by-label = ¿Qué tapa el paso?

# en: In the way
q-blocked_by-short = Tapa el paso

# en: Snow or ice
q-blocked_by-option-snow_ice = Nieve o hielo

# en: A car, bike or scooter
q-blocked_by-option-vehicle = Un auto, una bici o un scooter

# en: A tree, branch or bush
q-blocked_by-option-plants = Un árbol, una rama o un arbusto

# en: Broken or lifted concrete
q-blocked_by-option-broken = Concreto roto o levantado

# en: Trash or other things
q-blocked_by-option-things = Basura u otras cosas

# en: Can a wheelchair or a stroller get past?
q-wheelchair_can_pass-label = ¿Cabe una silla de ruedas o un cochecito?

# en: Wheelchair can pass
q-wheelchair_can_pass-short = Cabe una silla de ruedas

# en: What did the truck not take?
q-trash_missed-label = ¿Qué no se llevó el camión?

# en: Not taken
q-trash_missed-short = No se llevó

# en: Trash
q-trash_missed-option-trash = Basura

# en: Recycling
q-trash_missed-option-recycling = Reciclaje

# en: Leaves and yard waste
q-trash_missed-option-yard = Hojas y restos del jardín

# en: On which day should the truck have come?
q-trash_day-label = ¿Qué día debía pasar el camión?

# en: Pickup day
q-trash_day-short = Día del camión

# en: What is wrong?
q-what_happened-label = ¿Qué está mal?

# en: Please do not write names or phone numbers here.
q-what_happened-hint = Por favor, no escriba nombres ni teléfonos aquí.

# en: What is wrong
q-what_happened-short = Lo que está mal

# en: What else should the crew know?
q-more_details-label = ¿Qué más debe saber la cuadrilla?

# en: Please do not write names or phone numbers here.
q-more_details-hint = Por favor, no escriba nombres ni teléfonos aquí.

# en: More details
q-more_details-short = Más datos

# en: Could someone get hurt there today?
q-danger_now-label = ¿Alguien podría salir herido ahí hoy?

# en: For example: a wire is down, a deep hole is hard to see, or people must walk in traffic.
q-danger_now-hint = Por ejemplo: hay un cable en el suelo, no se ve un hoyo hondo o la gente debe caminar entre los autos.

# en: Danger today
q-danger_now-short = Peligro hoy

# en: If people are in danger now, please call 911
page-call-911-title = Si la gente corre peligro ahora, por favor llame al 911

# en: Stay safe first
q-stay_safe-label = Primero, cuídese

# en: - Keep away from wires, deep water and moving cars.⏎- [Call 911](tel:911) if a wire is down, somebody is hurt, or cars must swerve. The call is free.⏎- If you cannot speak, you can text 911.⏎⏎Then go on with this report. We send a crew the same day. You can also call us at [515-555-0130](tel:+15155550130).
q-stay_safe-text =
    - No se acerque a cables, agua honda ni autos en marcha.
    - [Llame al 911](tel:911) si hay un cable en el suelo, un herido o si los autos deben esquivar algo. La llamada es gratis.
    - Si no puede hablar, mande un mensaje de texto al 911.

    Luego siga con este reporte. Enviamos una cuadrilla el mismo día. También nos puede llamar al [515-555-0130](tel:+15155550130).

# en: Where is it?
page-where-title = ¿Dónde está?

# en: Describe the place
q-where_is_it-label = Describa el lugar

# en: For example: Oak Street, between 2nd and 3rd, in front of the bakery, right lane going north.
q-where_is_it-hint = Por ejemplo: calle Oak, entre la 2 y la 3, frente a la panadería, carril derecho hacia el norte.

# en: Place
q-where_is_it-short = Lugar

# en: The address, if you know it
q-where_address-label = La dirección, si la sabe

# en: For missed trash, give the address where the bins are.
q-where_address-hint = Si es por la basura, ponga la dirección donde están los botes.

# en: Address
q-where_address-short = Dirección

# en: Add a photo
q-photo-label = Agregue una foto

# en: Take it only if you are safe. Try not to show faces or license plates.
q-photo-hint = Tómela solo si no corre riesgo. Trate de no mostrar caras ni placas.

# en: Photo
q-photo-short = Foto

# en: Do you want news about your report?
page-news-title = ¿Quiere noticias de su reporte?

# en: You do not have to tell us who you are. Leave both boxes empty if you want no news.
page-news-text = No tiene que decir quién es. Si no quiere noticias, deje los dos espacios en blanco.

# en: Your email address
q-email-label = Su correo electrónico

# en: We write when a crew goes out and when they finish.
q-email-hint = Le escribimos cuando sale la cuadrilla y cuando termina.

# en: Email
q-email-short = Correo electrónico

# en: Your phone number
q-phone-label = Su número de teléfono

# en: The crew calls only if they cannot find the place.
q-phone-hint = La cuadrilla solo llama si no halla el lugar.

# en: Phone
q-phone-short = Teléfono
