### Spanish texts. The comment before each message is the English text it was translated from.

# en: Renew a driver's license
title = Renovar la licencia de conducir

# en: Renew your regular driver's license online if it is from Columbia Lake. You get a new card by mail. You do not have to visit a DMV office.
summary = Renueve por internet su licencia de conducir regular si es de Columbia Lake. La tarjeta nueva le llega por correo. No tiene que ir a una oficina del DMV.

# en: You can renew online if all of these are true:⏎⏎- You have a regular Columbia Lake license (Class D).⏎- Your license is not suspended.⏎- Your license is still good, or it ran out less than 1 year ago.⏎- A DMV office took your photo in the last 12 years.
who =
    Puede renovar por internet si todo esto es cierto:

    - Usted tiene una licencia regular de Columbia Lake (clase D).
    - Su licencia no está suspendida.
    - Su licencia aún es válida o venció hace menos de 1 año.
    - Una oficina del DMV le tomó la foto en los últimos 12 años.

# en: The DMV uses your answers to renew your license and to mail your card. State law lets the DMV ask for them.⏎⏎A federal law, the Driver's Privacy Protection Act, limits who may see them. We never sell them.⏎⏎If you ask to sign up to vote, your answers about voting go to the election office. Nobody else gets them.
privacy =
    El DMV usa sus datos para renovar su licencia y enviarle la tarjeta. La ley del estado le permite pedirlos.

    Una ley federal, la Ley de Protección de la Privacidad del Conductor, limita quién los puede ver. Nunca los vendemos.

    Si pide inscribirse para votar, esos datos van a la oficina electoral. Nadie más los recibe.

# en: - We pass your application to the DMV. We email you when it gets there.⏎- The DMV looks at it. Most people get an answer within 10 days.⏎- We mail your card, with a bill. You have 30 days to pay.⏎⏎Keep your old card with you until the new one comes.
what-happens-next =
    - Pasamos su solicitud al DMV. Le avisamos por correo electrónico cuando llega.
    - El DMV la revisa. Casi todos reciben respuesta en 10 días o menos.
    - Le enviamos la tarjeta con la factura. Tiene 30 días para pagar.

    Lleve con usted la licencia vieja hasta que le llegue la nueva.

# en: You pay nothing today. We mail you a bill when your card is ready. You pay $30 if you are 65 or older.
fee-note = Hoy no paga nada. Le enviamos la factura por correo cuando la tarjeta está lista. Paga $30 si tiene 65 años o más.

# en: Your driver's license card
need-1 = Su licencia de conducir

# en: An email account that you can open now
need-2 = Una cuenta de correo (email) que pueda abrir ahora

# en: Your new home address
need-3 = La dirección de su casa nueva

# en: The date of your last eye exam. It must be less than 12 months ago.
need-4 = La fecha de su último examen de la vista. Debe ser de hace menos de 12 meses.

# en: A photo or PDF of your eye doctor's report, if you have one
need-5 = Una foto o un PDF del informe de su oculista, si lo tiene

# en: The name and phone number of your doctor
need-6 = El nombre y el teléfono de su médico

# en: I moved since I got my license
need-question-need_moved = Me mudé después de recibir mi licencia

# en: I am 75 or older
need-question-need_75 = Tengo 75 años o más

# en: I passed out or lost control of my body in the last 12 months
need-question-need_health = Me desmayé o perdí el control del cuerpo en los últimos 12 meses

# en: By phone
other-way-1-way = Por teléfono

# en: Call the DMV at [515-555-0110](tel:+15155550110), Monday to Friday, 8 a.m. to 5 p.m. We can fill in the form with you. Help is free, in English and Spanish.
other-way-1-text = Llame al DMV al [515-555-0110](tel:+15155550110), de lunes a viernes, de 8 a. m. a 5 p. m. Podemos llenar el formulario con usted. La ayuda es gratis, en inglés y en español.

# en: By mail
other-way-2-way = Por correo

# en: Call [515-555-0110](tel:+15155550110) and we mail you the paper form. Send it back to DMV, PO Box 410, Riverbend, with no payment.
other-way-2-text = Llame al [515-555-0110](tel:+15155550110) y le enviamos el formulario en papel. Mándelo al DMV, PO Box 410, Riverbend. No envíe ningún pago.

# en: In person
other-way-3-way = En persona

# en: Visit any DMV office, Monday to Friday, 8 a.m. to 5 p.m. You do not need an appointment. Bring your license card.
other-way-3-text = Vaya a una oficina del DMV, de lunes a viernes, de 8 a. m. a 5 p. m. No hace falta cita. Lleve su licencia.

# en: Can you renew online?
section-check = ¿Puede renovar por internet?

# en: About you
section-about-you = Sobre usted

# en: Safe driving
section-safe-driving = Manejar con seguridad

# en: Your choices
section-your-choices = Usted decide

# en: Contact and sign
section-finish = Contacto y firma

# en: Fee to bill
computed-card_fee-label = Lo que se debe cobrar

# en: A driving examiner must look at this
computed-needs_examiner-label = Un examinador de manejo debe ver este caso

# en: Received
status-received-label = Recibida

# en: We have your application. You do not have to do anything now. Next, it goes to the DMV.
status-received-means = Ya tenemos su solicitud. Por ahora no tiene que hacer nada. El siguiente paso es que llegue al DMV.

# en: We got your form to renew your license
tell-received-subject = Recibimos su solicitud para renovar la licencia

# en: We have your application to renew your driver's license. Your case reference is { $reference }.⏎⏎You do not have to do anything now. We will email you at every step. Most people get an answer within 10 days.⏎⏎You pay nothing today. We mail you a bill when your card is ready.
tell-received-text =
    Ya tenemos su solicitud para renovar la licencia de conducir. El número de su caso es { $reference }.

    Por ahora no tiene que hacer nada. Le enviamos un correo electrónico en cada paso. Casi todos reciben respuesta en 10 días o menos.

    Hoy no paga nada. Le enviamos la factura por correo cuando la tarjeta está lista.

# en: With the DMV
status-with-dmv-label = En el DMV

# en: The DMV has your application in its own records. Next, somebody at the DMV looks at it.
status-with-dmv-means = El DMV ya tiene su solicitud en sus propios registros. El siguiente paso es que alguien del DMV la lea.

# en: The DMV has your license renewal
tell-with-dmv-subject = El DMV ya tiene su solicitud de licencia

# en: Your application { $reference } is now in the DMV's own records. Next, somebody at the DMV looks at it.⏎⏎You do not have to do anything now. Keep your old card with you until the new one comes.
tell-with-dmv-text =
    Su solicitud { $reference } ya está en los registros del DMV. Ahora alguien del DMV la va a leer.

    Por ahora no tiene que hacer nada. Lleve con usted la licencia vieja hasta que le llegue la nueva.

# en: Under review
status-under-review-label = En revisión

# en: Somebody at the DMV is looking at your answers. We may call you if a question comes up.
status-under-review-means = Alguien del DMV está leyendo sus respuestas. Tal vez le llamemos si surge una duda.

# en: The DMV is looking at your license renewal
tell-under-review-subject = El DMV está leyendo su solicitud de licencia

# en: Somebody at the DMV is looking at your application { $reference }.⏎⏎We may call you if a question comes up. You do not have to do anything now.
tell-under-review-text =
    Alguien del DMV está leyendo su solicitud { $reference }.

    Tal vez le llamemos si surge una duda. Por ahora no tiene que hacer nada.

# en: We need more from you
status-more-information-needed-label = Nos falta algo de usted

# en: We cannot go on until we hear from you. Read our message to see what we need and how to send it.
status-more-information-needed-means = No podemos seguir sin su respuesta. Lea nuestro mensaje: dice qué nos falta y cómo enviarlo.

# en: We need more to renew your license
tell-more-information-needed-subject = Nos falta algo para renovar su licencia

# en: We cannot go on with your application { $reference } until we hear from you.⏎⏎What we need: { $reason }⏎⏎Please reply within 30 days. If you need more time or help, call the DMV at 515-555-0110.
tell-more-information-needed-text =
    No podemos seguir con su solicitud { $reference } sin su respuesta.

    Lo que nos falta: { $reason }

    Tiene 30 días para responder. Si necesita más tiempo o ayuda, llame al DMV al 515-555-0110.

# en: Approved
status-approved-label = Aprobada

# en: We renewed your license. We are printing your card. It comes in the mail in 7 to 10 days.
status-approved-means = Renovamos su licencia. Estamos imprimiendo la tarjeta. Le llega por correo en 7 a 10 días.

# en: We renewed your license
tell-approved-subject = Renovamos su licencia

# en: Good news: the DMV renewed your license. Your case reference is { $reference }.⏎⏎We are printing your card. It comes in the mail in 7 to 10 days. The bill comes with it, and you have 30 days to pay.⏎⏎No card after 15 days? Call the DMV at 515-555-0110 and we send a new one for free.
tell-approved-text =
    Buenas noticias: el DMV renovó su licencia. El número de su caso es { $reference }.

    Estamos imprimiendo la tarjeta. Le llega por correo en 7 a 10 días. La factura viene con ella, y usted tiene 30 días para pagar.

    ¿No le llegó en 15 días? Llame al DMV al 515-555-0110 y le enviamos otra gratis.

# en: Not renewed
status-refused-label = No renovada

# en: The DMV could not renew your license. Our message says why, and what you can do about it.
status-refused-means = El DMV no pudo renovar su licencia. Nuestro mensaje dice por qué y qué puede hacer usted.

# en: We have an answer about your license
tell-refused-subject = Ya hay respuesta sobre su licencia

# en: The DMV could not renew your license. Your case reference is { $reference }. You do not have to pay.⏎⏎Why: { $reason }⏎⏎If you think this is wrong, you have 30 days to ask for a hearing. Call 515-555-0110 or visit any DMV office. We will help you.
tell-refused-text =
    El DMV no pudo renovar su licencia. El número de su caso es { $reference }. Usted no tiene que pagar.

    Por qué: { $reason }

    Si cree que es un error, tiene 30 días para pedir una audiencia. Llame al 515-555-0110 o vaya a una oficina del DMV. Le ayudamos.

# en: Stopped because you asked
status-withdrawn-label = Cancelada porque usted lo pidió

# en: You asked us to stop. We did not renew your license and you do not have to pay. You can apply again.
status-withdrawn-means = Usted nos pidió cancelar la solicitud. No renovamos su licencia y no tiene que pagar. Puede solicitarla otra vez.

# en: You asked us not to renew your license
tell-withdrawn-subject = Usted nos pidió no renovar su licencia

# en: You asked us to stop your application { $reference }. We did not renew your license, and you do not have to pay.⏎⏎You can apply again at any time. If you did not ask for this, call the DMV at 515-555-0110.
tell-withdrawn-text =
    Usted nos pidió cancelar su solicitud { $reference }. No renovamos su licencia y no tiene que pagar.

    Puede pedirla otra vez cuando quiera. Si usted no pidió esto, llame al DMV al 515-555-0110.

# en: The DMV adds this to your driver record
plan-driver-record-label = El DMV lo anota en su historial de conductor

# en: Your new card goes to the print shop
plan-card-print-label = Su tarjeta nueva va a la imprenta

# en: What license do you have now?
q-license_kind-label = ¿Qué licencia tiene ahora?

# en: Look for the class on the front of your card.
q-license_kind-hint = Busque la clase en el frente de su licencia.

# en: License you have now
q-license_kind-short = Licencia que tiene ahora

# en: A regular Columbia Lake license
q-license_kind-option-class_d = Una licencia regular de Columbia Lake

# en: Class D, for cars and small trucks
q-license_kind-option-class_d-hint = Clase D, para autos y camionetas

# en: A Columbia Lake CDL
q-license_kind-option-commercial = Una CDL de Columbia Lake

# en: A commercial license for big trucks and buses (Class A, B or C)
q-license_kind-option-commercial-hint = Licencia comercial para camiones grandes y buses (clase A, B o C)

# en: A Columbia Lake learner license
q-license_kind-option-learner = Un permiso de aprendiz de Columbia Lake

# en: A license from another state or country
q-license_kind-option-other_state = Una licencia de otro estado o país

# en: I have no license
q-license_kind-option-none = No tengo licencia

# en: Please renew a commercial license at a DMV office
page-commercial-license-title = Renueve la licencia comercial en una oficina del DMV

# en: You cannot renew a commercial license online. Federal rules ask for a medical card, and we must see it.⏎⏎What you can do:⏎⏎- Visit any DMV office, Monday to Friday, 8 a.m. to 5 p.m. Bring your license and your medical card.⏎- Call the truck and bus desk at [515-555-0114](tel:+15155550114). They can set a time for you, so you do not wait.
page-commercial-license-text =
    La licencia comercial no se puede renovar por internet. Las reglas federales piden una tarjeta médica y la tenemos que ver.

    Lo que puede hacer:

    - Vaya a una oficina del DMV, de lunes a viernes, de 8 a. m. a 5 p. m. Lleve su licencia y su tarjeta médica.
    - Llame a la línea de camiones y buses al [515-555-0114](tel:+15155550114). Le pueden dar una hora para que no tenga que esperar.

# en: This form is for people with a regular Columbia Lake license
page-no-license-here-title = Esto es para quien ya tiene una licencia regular de Columbia Lake

# en: You cannot use this form, but you can still get a license.⏎⏎What you can do:⏎⏎- You moved here from another state or country: visit a DMV office with your old license. Most people do not need a road test.⏎- You have a learner license, or none: call us to set a time for your road test.⏎⏎Call the DMV at [515-555-0110](tel:+15155550110), Monday to Friday, 8 a.m. to 5 p.m. We tell you what to bring.
page-no-license-here-text =
    No puede usar este formulario, pero sí puede sacar una licencia.

    Lo que puede hacer:

    - Si viene de otro estado o país, vaya a una oficina del DMV con su licencia. Casi nadie tiene que hacer el examen de manejo.
    - Si tiene permiso de aprendiz o no tiene licencia, llámenos para darle fecha de examen.

    Llame al DMV al [515-555-0110](tel:+15155550110), de lunes a viernes, de 8 a. m. a 5 p. m. Le decimos qué llevar.

# en: Is your license still good?
page-license-standing-title = ¿Su licencia aún es válida?

# en: Is your license suspended?
q-license_suspended-label = ¿Está suspendida su licencia?

# en: This means that a judge or the DMV took it away for a time. The DMV sends a letter when this happens.
q-license_suspended-hint = Quiere decir que un juez o el DMV se la quitó por un tiempo. El DMV le envía una carta cuando eso pasa.

# en: Suspended
q-license_suspended-short = Suspendida

# en: Has your license run out?
q-license_expired-label = ¿Ya venció su licencia?

# en: Look for "EXP" on the front of your card.
q-license_expired-hint = Busque "EXP" en el frente de su licencia.

# en: Has it run out
q-license_expired-short = Si ya venció

# en: No, not yet
q-license_expired-option-not_yet = No, aún no

# en: Yes, less than 1 year ago
q-license_expired-option-less_than_a_year = Sí, hace menos de 1 año

# en: Yes, 1 year ago or more
q-license_expired-option-a_year_or_more = Sí, hace 1 año o más

# en: We must clear up the suspension first
page-license-suspended-title = Primero hay que resolver la suspensión

# en: You cannot renew during a suspension. Many people get theirs back, and we can help you with the steps.⏎⏎What you can do:⏎⏎- Call the license help desk at [515-555-0112](tel:+15155550112). They tell you what is still open and what it costs.⏎- If you cannot pay a fine at once, ask them about a payment plan.⏎- If you think this is a mistake, ask them for a hearing. A hearing is free.
page-license-suspended-text =
    No puede renovar mientras la licencia está suspendida. Muchas personas la recuperan, y le ayudamos con los pasos.

    Lo que puede hacer:

    - Llame a la línea de ayuda al [515-555-0112](tel:+15155550112). Le dicen qué falta y cuánto cuesta.
    - Si no puede pagar la multa de una vez, pregunte por un plan de pagos.
    - Si cree que es un error, pida una audiencia. La audiencia es gratis.

# en: In person
page-license-suspended-other-way-1-way = En persona

# en: Visit any DMV office, Monday to Friday, 8 a.m. to 5 p.m. Bring the letter about your suspension.
page-license-suspended-other-way-1-text = Vaya a una oficina del DMV, de lunes a viernes, de 8 a. m. a 5 p. m. Lleve la carta sobre la suspensión.

# en: Please visit a DMV office to get a new license
page-expired-too-long-title = Vaya a una oficina del DMV por una licencia nueva

# en: Your license ran out a year ago or more. Then state law asks for a short eye test and a rules test at an office.⏎⏎What you can do:⏎⏎- Call [515-555-0110](tel:+15155550110) to set a time. You can take both tests in one visit.⏎- Bring your old card and a letter or bill that shows where you live.⏎- Study the free driver's handbook. Any DMV office or public library has one, in English and Spanish.⏎⏎Please do not drive until you have your new license.
page-expired-too-long-text =
    Su licencia venció hace un año o más. En ese caso, la ley del estado pide un examen de la vista y uno de las reglas, los dos cortos.

    Lo que puede hacer:

    - Llame al [515-555-0110](tel:+15155550110) y pida una hora. Puede hacer los dos exámenes en una sola visita.
    - Lleve su licencia vieja y una carta o un recibo que muestre dónde vive.
    - Estudie el manual del conductor. Es gratis en el DMV y en las bibliotecas, en inglés y en español.

    Por favor, no maneje hasta tener la licencia nueva.

# en: Did a DMV office take your photo in the last 12 years?
q-photo_is_recent-label = ¿Le tomó el DMV la foto en los últimos 12 años?

# en: If you went to a DMV office for your last card, or the one before it, say yes.
q-photo_is_recent-hint = Si fue al DMV por su última licencia, o por la de antes, diga que sí.

# en: Photo from the last 12 years
q-photo_is_recent-short = Foto de los últimos 12 años

# en: We print the same photo on your new card.
q-photo_is_recent-yes-hint = Usamos la misma foto en su tarjeta nueva.

# en: We need a new photo of you
page-new-photo-needed-title = Nos hace falta una foto nueva de usted

# en: Your photo is more than 12 years old, so you must have a new one taken. The photo is free and takes about 10 minutes.⏎⏎What you can do:⏎⏎- Visit any DMV office with your license card. You can renew there on the same day.⏎- If you cannot get there, call [515-555-0110](tel:+15155550110). Our van comes to libraries and care homes each month.
page-new-photo-needed-text =
    Su foto tiene más de 12 años, así que hay que tomarle otra. La foto es gratis y toma unos 10 minutos.

    Lo que puede hacer:

    - Vaya a una oficina del DMV con su licencia. Puede renovar ahí el mismo día.
    - Si no puede ir, llame al [515-555-0110](tel:+15155550110). Cada mes vamos en camioneta a bibliotecas y hogares de ancianos.

# en: The card you want to renew
page-your-card-title = La licencia que quiere renovar

# en: We use these two things to find your record.
page-your-card-text = Con estos dos datos buscamos su historial.

# en: What is your license number?
q-license_number-label = ¿Cuál es el número de su licencia?

# en: One letter and seven numbers, on the front of your card.
q-license_number-hint = Una letra y siete números, en el frente de su licencia.

# en: License number
q-license_number-short = Número de licencia

# en: What is your date of birth?
q-date_of_birth-label = ¿Cuál es su fecha de nacimiento?

# en: For example: 4 27 1986
q-date_of_birth-hint = Mes, día y año. Por ejemplo: 4 27 1986

# en: Date of birth
q-date_of_birth-short = Fecha de nacimiento

# en: What is your name?
q-full_name-label = ¿Cómo se llama usted?

# en: Write it as your license shows it. For a name change, please visit a DMV office.
q-full_name-hint = Escriba su nombre como está en su licencia. Para cambiarlo, vaya a una oficina del DMV.

# en: Name
q-full_name-short = Nombre

# en: Where you live and get mail
page-where-you-live-title = Dónde vive y recibe el correo

# en: Did your home address change since you got your license?
q-moved-label = ¿Cambió la dirección de su casa desde que tiene la licencia?

# en: Home address changed
q-moved-short = Cambió de casa

# en: We keep the one that the DMV has.
q-moved-no-hint = Dejamos la que ya tiene el DMV.

# en: Should we send your card to a different place than your home?
q-mail_elsewhere-label = ¿Quiere que la tarjeta le llegue a otro lugar y no a su casa?

# en: Send the card elsewhere
q-mail_elsewhere-short = Enviar a otro lugar

# en: This can be a PO box or the home of someone you trust.
q-mail_elsewhere-yes-hint = Puede ser un apartado postal o la casa de alguien de confianza.

# en: What is your new home address?
q-home_address-label = ¿Cuál es su dirección nueva?

# en: This is the place where you sleep most nights. It cannot be a PO box.
q-home_address-hint = Es el lugar donde duerme casi todas las noches. No puede ser un apartado postal.

# en: New home address
q-home_address-short = Dirección nueva

# en: Where should we send your card?
q-mailing_address-label = ¿A dónde le enviamos la tarjeta?

# en: We can mail cards to places in the United States only.
q-mailing_address-hint = Solo la podemos enviar a lugares dentro de Estados Unidos.

# en: Mailing address
q-mailing_address-short = Dirección de correo

# en: What changed since you got your card?
q-changed-label = ¿Qué cambió desde que tiene su licencia?

# en: What changed
q-changed-short = Lo que cambió

# en: My height
q-changed-option-height = Mi estatura

# en: My weight
q-changed-option-weight = Mi peso

# en: Only if it changed by more than 20 pounds
q-changed-option-weight-hint = Solo si cambió en más de 20 libras

# en: My eye color
q-changed-option-eye_color = El color de mis ojos

# en: Nothing changed
q-changed-option-nothing = Nada cambió

# en: What should your new card say?
page-new-description-title = ¿Qué debe decir su tarjeta nueva?

# en: How tall are you, in feet?
q-height_feet-label = ¿Cuántos pies mide usted?

# en: For example, if you are 5 feet 4 inches tall, write 5 here and 4 in the next box.
q-height_feet-hint = Por ejemplo, si mide 5 pies y 4 pulgadas, escriba 5 aquí y 4 en el espacio que sigue.

# en: Height, feet
q-height_feet-short = Estatura, pies

# en: feet
q-height_feet-unit = pies

# en: And how many inches?
q-height_inches-label = ¿Y cuántas pulgadas?

# en: Height, inches
q-height_inches-short = Estatura, pulgadas

# en: inches
q-height_inches-unit = pulgadas

# en: What do you weigh, in pounds?
q-weight-label = ¿Cuántas libras pesa usted?

# en: Weight
q-weight-short = Peso

# en: pounds
q-weight-unit = libras

# en: What color are your eyes?
q-eye_color-label = ¿De qué color son sus ojos?

# en: Eye color
q-eye_color-short = Color de ojos

# en: Brown
q-eye_color-option-brown = Cafés

# en: Blue
q-eye_color-option-blue = Azules

# en: Green
q-eye_color-option-green = Verdes

# en: Hazel
q-eye_color-option-hazel = Miel

# en: Gray
q-eye_color-option-gray = Grises

# en: Black
q-eye_color-option-black = Negros

# en: Two colors
q-eye_color-option-two_colors = De dos colores

# en: Your health and driving
page-your-health-title = Su salud y el manejo

# en: A "yes" does not mean that you lose your license. Most people with a health problem can still drive.
page-your-health-text = Si dice que sí, eso no quiere decir que vaya a perder la licencia. Casi todos pueden manejar aunque tengan un problema de salud.

# en: Do you need glasses or contacts to drive?
q-glasses-label = ¿Usa lentes para manejar?

# en: Glasses or contacts
q-glasses-short = Lentes

# en: Did you pass out or lose control of your body in the last 12 months?
q-blackout-label = ¿Se desmayó o perdió el control del cuerpo en los últimos 12 meses?

# en: This can come from a seizure, a stroke, heart trouble or low blood sugar.
q-blackout-hint = Puede ser por una convulsión, un derrame cerebral, un problema del corazón o el azúcar baja.

# en: Passed out or lost control
q-blackout-short = Se desmayó o perdió el control

# en: You can still renew. We ask for a few more facts.
q-blackout-yes-hint = Puede renovar de todos modos. Le pedimos unos datos más.

# en: Tell us a little more about your health
page-blackouts-title = Díganos un poco más sobre su salud

# en: A DMV driving examiner may call you or your doctor. Nobody outside the DMV sees these answers.
page-blackouts-text = Un examinador del DMV puede llamarle a usted o a su médico. Fuera del DMV nadie ve estas respuestas.

# en: When did it last happen?
q-blackout_last_on-label = ¿Cuándo le pasó por última vez?

# en: If you are not sure, give the day that you think is closest.
q-blackout_last_on-hint = Si no lo sabe bien, ponga el día que le parezca más cercano.

# en: Last time
q-blackout_last_on-short = Última vez

# en: Which doctor knows about it?
q-doctor_name-label = ¿Qué médico conoce su caso?

# en: If you have not seen a doctor, leave this empty. We will call or write to you.
q-doctor_name-hint = Si no ha visto a un médico, déjelo en blanco. Le llamamos o le escribimos.

# en: Doctor
q-doctor_name-short = Médico

# en: Your doctor's phone number
q-doctor_phone-label = El teléfono de su médico

# en: Doctor's phone
q-doctor_phone-short = Teléfono del médico

# en: Can you read a street sign from across a wide street?
q-sees_well-label = ¿Puede leer el letrero de una calle ancha desde la acera de enfrente?

# en: Wear your glasses or contacts if you drive with them. We ask this of everyone who is 65 or older.
q-sees_well-hint = Póngase los lentes si maneja con ellos. Esto se lo pedimos a todos los que tienen 65 años o más.

# en: Sees street signs well
q-sees_well-short = Ve bien los letreros

# en: You can still apply. A DMV driving examiner will call you for a free eye test.
q-sees_well-no-hint = Puede pedir la licencia de todos modos. El DMV le llama para un examen de la vista gratis.

# en: Your last eye exam
page-eye-exam-title = Su último examen de la vista

# en: State law asks drivers who are 75 or older for an eye exam from the last 12 months.
page-eye-exam-text = A partir de los 75 años, la ley del estado pide un examen de la vista de los últimos 12 meses.

# en: When was your last eye exam?
q-eye_exam_on-label = ¿Cuándo fue su último examen de la vista?

# en: No exam in the last 12 months? See an eye doctor first. We keep your answers here for 30 days.
q-eye_exam_on-hint = ¿No tuvo uno en los últimos 12 meses? Vaya primero al oculista. Aquí guardamos sus respuestas 30 días.

# en: Last eye exam
q-eye_exam_on-short = Último examen de la vista

# en: Add your eye doctor's report
q-eye_report-label = Agregue el informe de su oculista

# en: A photo or a PDF is fine. If you do not have it here, leave this empty. We will ask you for it if we need it.
q-eye_report-hint = Puede ser una foto o un PDF. Si no lo tiene a mano, déjelo en blanco. Se lo pedimos si nos hace falta.

# en: Eye doctor's report
q-eye_report-short = Informe del oculista

# en: Which card do you have now?
page-real-id-title = ¿Qué tarjeta tiene ahora?

# en: What a REAL ID is for
q-real_id_facts-label = Para qué sirve la REAL ID

# en: You need a REAL ID or a passport to board a plane in the United States. You do not need one to drive or to vote.⏎⏎Your new card will be the same kind as your old one. To get your first REAL ID, you must visit a DMV office with your papers. You can do that later.
q-real_id_facts-text =
    Para subir a un avión en Estados Unidos hace falta una REAL ID o un pasaporte. Para manejar o votar no hace falta.

    Su tarjeta nueva será igual a la vieja. Para su primera REAL ID debe ir a una oficina del DMV con sus papeles. Eso lo puede hacer más tarde.

# en: Does your card have a star in a top corner?
q-card_kind-label = ¿Tiene su licencia una estrella en una esquina de arriba?

# en: Card
q-card_kind-short = Tarjeta

# en: Yes, I have a REAL ID
q-card_kind-option-real_id = Sí, tengo una REAL ID

# en: No, I have a standard card
q-card_kind-option-standard = No, tengo una tarjeta común

# en: It says "Federal limits apply" or has no star.
q-card_kind-option-standard-hint = Dice "Federal limits apply" o no tiene estrella.

# en: Do you want to be an organ donor?
q-organ_donor-label = ¿Quiere ser donante de órganos?

# en: The choice is yours. It does not change your license, and you can change your mind at any time.
q-organ_donor-hint = Usted decide. Su licencia no cambia por eso, y puede cambiar de idea cuando quiera.

# en: Organ donor
q-organ_donor-short = Donante de órganos

# en: We print a heart on your card. After your death, your organs and tissue can save lives.
q-organ_donor-yes-hint = Ponemos un corazón en su tarjeta. Cuando muera, sus órganos y tejidos pueden salvar vidas.

# en: We do not print a heart. If you were a donor before, we take you off the list.
q-organ_donor-no-hint = No ponemos el corazón. Si antes era donante, le quitamos de la lista.

# en: Do you want to register to vote, or update where you vote?
q-voter_choice-label = ¿Quiere inscribirse para votar o cambiar sus datos para votar?

# en: Federal law says we must ask. Your answer does not change your license. If you say no, we keep that secret.
q-voter_choice-hint = La ley federal nos manda preguntar. Lo que diga no cambia su licencia. Si dice que no, eso queda en secreto.

# en: Voting
q-voter_choice-short = Voto

# en: Yes, register me to vote
q-voter_choice-option-register = Sí, quiero inscribirme para votar

# en: Yes, update my name or address for voting
q-voter_choice-option-update = Sí, cambien mi nombre o mi dirección para votar

# en: No, not today
q-voter_choice-option-no_thanks = No, hoy no

# en: Choose this if you are not a U.S. citizen, or if nothing changed.
q-voter_choice-option-no_thanks-hint = Elija esto si no es ciudadano de EE. UU. o si nada cambió.

# en: Can you vote in Columbia Lake?
page-voter-oath-title = ¿Puede votar en Columbia Lake?

# en: To vote here, all of these must be true
q-voter_rules-label = Para votar aquí, todo esto debe ser cierto

# en: - You are a citizen of the United States.⏎- You live in Columbia Lake.⏎- You will be at least 18 years old on election day.⏎- You are not in prison for a felony now.⏎⏎We use the name, birth date and home address from this form. Which office you signed up at stays secret.⏎⏎If you say something here that you know is false, a judge can fine you or send you to jail. If you are not a citizen, you can also lose the right to stay in this country.
q-voter_rules-text =
    - Usted es ciudadano de Estados Unidos.
    - Usted vive en Columbia Lake.
    - Tendrá al menos 18 años el día de la elección.
    - No está ahora en prisión por un delito grave.

    Usamos el nombre, la fecha de nacimiento y la dirección de este formulario. Queda en secreto en qué oficina se inscribió.

    Si dice aquí algo que sabe que es falso, un juez le puede poner una multa o mandar a la cárcel. Si no es ciudadano, también puede perder el derecho a vivir en este país.

# en: I swear that all of this is true for me. I know that a false oath is a crime.
q-voter_oath-label = Juro que todo esto es cierto en mi caso. Sé que jurar en falso es un delito.

# en: Oath for voting
q-voter_oath-short = Juramento para votar

# en: Yes, I swear
q-voter_oath-agree = Sí, lo juro

# en: How can we reach you?
page-contact-title = ¿Cómo nos comunicamos con usted?

# en: The DMV uses these to reach you. We never sell them.
page-contact-text = El DMV usa estos datos para comunicarse con usted. Nunca los vendemos.

# en: Your phone number
q-phone-label = Su número de teléfono

# en: We call only if we have a question.
q-phone-hint = Solo le llamamos si tenemos una pregunta.

# en: Phone
q-phone-short = Teléfono

# en: Your email address
q-email-label = Su correo electrónico

# en: We write to you here about this application. We also keep it in your driver record, so that we can remind you to renew.
q-email-hint = Aquí le escribimos sobre esta solicitud. También lo guardamos en su historial, para avisarle cuando deba renovar.

# en: Email
q-email-short = Correo electrónico

# en: Who should we call in an emergency?
page-emergency-contact-title = ¿A quién llamamos en una emergencia?

# en: Police and medics can see this if you are in a crash. You can leave both boxes empty.
page-emergency-contact-text = La policía y los médicos lo pueden ver si usted tiene un choque. Puede dejar los dos espacios en blanco.

# en: Name of a person you trust
q-emergency_name-label = Nombre de alguien de confianza

# en: Emergency contact
q-emergency_name-short = Contacto de emergencia

# en: Their phone number
q-emergency_phone-label = El teléfono de esa persona

# en: Emergency phone
q-emergency_phone-short = Teléfono de emergencia

# en: We need both a name and a phone number to call somebody. Fill in both boxes, or leave both empty.
check-emergency-contact-1 = Para llamar a alguien necesitamos el nombre y el teléfono. Llene los dos espacios o deje los dos en blanco.

# en: Sign your application
page-sign-title = Firme su solicitud

# en: Your fee is $45
q-fee_regular-label = Usted paga $45

# en: You pay nothing today. We mail a bill with your card. You can pay by check, by card or in cash.
q-fee_regular-text = Hoy no paga nada. La factura le llega por correo con la tarjeta. Puede pagar con cheque, con tarjeta o en efectivo.

# en: Your fee is $30
q-fee_65-label = Usted paga $30

# en: You pay less because you are 65 or older. You pay nothing today. We mail a bill with your card. You can pay by check, by card or in cash.
q-fee_65-text = Paga menos porque tiene 65 años o más. Hoy no paga nada. La factura le llega por correo con la tarjeta. Puede pagar con cheque, con tarjeta o en efectivo.

# en: I declare under penalty of perjury that my answers are true. I know that a lie on this form is a crime.
q-perjury_oath-label = Declaro bajo pena de perjurio que mis respuestas son ciertas. Sé que mentir en este formulario es un delito.

# en: Your word that this is true
q-perjury_oath-short = Su palabra de que es cierto

# en: I agree
q-perjury_oath-agree = Estoy de acuerdo
