## Palabras de las páginas de la plataforma. Cada servicio trae las suyas.
## Frases cortas y claras, trato de usted.

### En todas las páginas
skip-to-main = Ir al contenido principal
default-description = Haga sus trámites en línea con { $site }: pida, envíe y siga lo que pasa.
back = Atrás
continue = Continuar
cancel = Cancelar
change = Cambiar
optional = (opcional)
choose-one = - Elija -
error-prefix = Error:
my-cases = Mis casos
sign-out = Salir
help-title = ¿Necesita ayuda?
demo-label = Demostración
demo-text = Esto es una demostración. Nada de lo que escriba llega a una agencia real.
demo-mailbox = Ver los correos que se enviaron
errors-heading = { $count ->
    [one] Hay un problema
   *[other] Hay { $count } problemas
 }
case-reference = Número de caso
receipt-code = Código del recibo
what-happens-next = Qué pasa ahora
target-date = Queremos terminar a más tardar el { $date }.

### Aviso oficial y pie de página
banner-label = Sitio oficial del Gobierno de Estados Unidos
banner-text = Un sitio oficial del Gobierno de Estados Unidos
banner-how = Así es como usted puede verificarlo
banner-gov-title = Los sitios web oficiales usan .gov
banner-gov-text = Un sitio web .gov pertenece a una organización oficial del Gobierno de Estados Unidos.
banner-https-title = Los sitios web seguros .gov usan HTTPS
banner-https-text = Un candado o https:// significa que usted se conectó de forma segura a un sitio web .gov. Comparta información privada solo en sitios web oficiales y seguros.
identifier-label = Quién está detrás de este sitio
identifier-text = Sitio web oficial:
identifier-links-label = Enlaces importantes
identifier-usagov-label = Información y servicios del Gobierno
identifier-usagov-text = ¿Busca información y servicios del Gobierno de Estados Unidos?
identifier-usagov-link = Visite USA.gov (en inglés)
footer-status = Ver cómo va un caso
footer-contact = Contacto
footer-accessibility = Accesibilidad
footer-privacy = Política de privacidad
footer-vulnerability = Avisar de una falla de seguridad

### Se acaba el tiempo
session-title = ¿Necesita más tiempo?
session-text = Para cuidar sus datos, cerramos la sesión si no pasa nada por un rato. Lo que guardó no se pierde. Tiempo que queda:
session-stay = Seguir en la sesión
session-note = Cerramos la sesión después de { $minutes } minutos sin actividad. Lo que guardó no se pierde.
session-ended-title = Se cerró su sesión
session-ended-text = Lo que escribió sigue en esta página. Entre de nuevo en otra pestaña. Después vuelva aquí y continúe.
session-ended-sign-in = Entrar de nuevo en otra pestaña

### Inicio
home-title = Busque un servicio y hágalo en línea
home-heading = ¿Qué necesita hacer?
home-description = Busque servicios de { $site } con sus propias palabras. Pídalos con su teléfono, vea que llegaron y siga lo que pasa.
home-search-label = Buscar un servicio
home-search-hint = Use sus propias palabras, como “se venció mi licencia”
home-search = Buscar
home-all = Todos los servicios
home-all-link = Ver todos los servicios
home-results-title = Servicios para “{ $query }”: resultados
home-results = { $count ->
    [one] 1 servicio para “{ $query }”
   *[other] { $count } servicios para “{ $query }”
 }
home-nothing = No encontramos nada para “{ $query }”
home-nothing-text = Pruebe con otras palabras o mire todos los servicios aquí abajo. También puede llamarnos. { $agency }:
home-already = ¿Ya comenzó o ya envió algo?
home-status = Ver cómo va algo que envió
home-continue = Seguir con algo que guardó

### Página de comienzo
start-title-end = qué necesita y cómo comenzar
start-time = Tiempo que toma
start-minutes = { $minutes ->
    [one] Cerca de 1 minuto
   *[other] Cerca de { $minutes } minutos
 }
start-fee = Costo
start-free = Gratis
start-target = { $noun ->
    [report] Tiempo hasta que vamos
   *[application] Tiempo hasta la decisión
 }
start-target-days = { $days ->
    [one] 1 día
   *[other] Hasta { $days } días
 }
start-target-range = De { $least } a { $most } días. Depende de sus respuestas.
start-languages = Idiomas
language-called = { $tag ->
    [en] inglés
    [es] español
   *[other] { $name }
 }
start-who = Quién puede usar este servicio
start-needs = Qué debe tener a la mano
start-needs-nothing = No necesita tener nada a la mano.
start-need-questions = Marque lo que es cierto para usted
start-needs-update = Actualizar la lista
start-now = Comenzar ahora
start-again = Comenzar uno nuevo
start-save-note = Guardamos sus respuestas en cada página. Puede parar y volver, también en otro aparato.
start-draft-title = Usted ya comenzó
start-draft-text = Guardó sus respuestas por última vez el { $date }.
start-draft-continue = Seguir donde paró
start-sent-title = Usted lo envió el { $date }
start-sent-link = Ver la confirmación
start-gone = En este aparato no hay respuestas suyas. Para seguir con las que guardó, use el enlace de nuestro correo. O comience aquí.
start-other-ways = Otras formas de hacerlo
start-privacy = Cómo usamos sus respuestas
omb-number = Número de control de la OMB { $number }, vence el { $date }
federal-privacy-act = Aviso de la Ley de Privacidad
federal-authority = Ley que lo permite
federal-purpose = Para qué se usa
federal-routine-uses = Quién más puede verlo
federal-effects = Si usted no responde
federal-paperwork = Aviso de la Ley de Reducción de Trámites
federal-paperwork-text = No tiene que responder si el formulario no muestra un número válido de la OMB. El número es { $number }. Vence el { $date }. Responder toma cerca de { $minutes } minutos.

### Páginas con preguntas
page-description = { $heading } Esta es una página del servicio en línea “{ $service }”.
step = Paso { $number } de { $count }:
step-all = Ver todas las partes
save-changes = Guardar cambios
save-for-later = Guardar y terminar después
prefill-title = Nos dijo esto el { $date } en “{ $service }”:
prefill-use = Usar esta respuesta
prefill-change = ¿Ya no es así? Responda de nuevo aquí abajo.
characters-most = Puede escribir hasta { $count } letras y signos.
characters-left = Letras y signos que quedan: { $count }
characters-over = Letras y signos de más: { $count }
date-month = Mes
date-day = Día
date-year = Año
choices-several = Marque todo lo que sea cierto.
select-search = Escriba para buscar en la lista
select-found = Resultados: { $count }
select-none = Nada en la lista coincide. Pruebe con menos letras o con otra palabra.
name-given = Nombre o nombres
name-middle = Segundo nombre
name-family = Apellido o apellidos
name-suffix = Sufijo, como Jr. o III
address-none = No tengo una dirección fija
address-none-hint = Si recibe correo en algún lugar, díganos dónde. Puede ser con un amigo, en un albergue o en la oficina de correos (General Delivery).
address-country = País
address-line1 = Calle y número, apartado postal o ruta rural
address-line1-street = Calle y número o ruta rural
address-line2 = Apartamento, oficina o unidad
address-urbanization = Urbanización (solo Puerto Rico)
address-city = Ciudad
address-state = Estado, territorio o correo militar
address-region = Estado, provincia o región
address-zip = Código postal (ZIP)
address-postal-code = Código postal
phone-number = Número de teléfono
phone-extension = Extensión
identifier-kept = Ya tenemos esta respuesta: { $shown }. Deje la casilla vacía para usarla.
file-choose = { $count ->
    [one] Elija un archivo
   *[other] Elija archivos
 }
file-photo = { $count ->
    [one] Elija un archivo o tome una foto
   *[other] Elija archivos o tome fotos
 }
file-more = Elija otro archivo
file-keep = Conservar

### Listas de varias entradas
repeat-description = Revise la lista “{ $heading }” del servicio en línea “{ $service }”. Puede agregar, cambiar o quitar.
repeat-none = Todavía no hay nada en la lista.
repeat-incomplete = Sin terminar
repeat-finish = Terminar
repeat-remove = Quitar
repeat-add = Agregar: { $item }
repeat-add-another = Agregar más: { $item }
repeat-done = Continuar
remove-title = ¿Quitar esto de la lista?
remove-description = Confirme que quiere quitar una entrada de sus respuestas a “{ $service }”.
remove-text = Se borran todas las respuestas de esta entrada.
remove-yes = Sí, quitar
remove-no = No, dejarlo

### Un cambio quita otras respuestas
discard-title = Este cambio quita otras respuestas
discard-description = Confirme un cambio que quita otras respuestas que dio en “{ $service }”.
discard-text = Con su nueva respuesta ya no necesitamos estas. Si sigue, se borran:
discard-yes = Cambiar y quitar estas respuestas
discard-no = Volver y dejar mis respuestas

### Lista de tareas
tasks-title = Cómo va su trámite
tasks-description = Vea qué partes de “{ $service }” ya terminó y cuáles le faltan todavía.
tasks-progress = Terminó { $done } de { $count } partes.
tasks-send = Revisar sus respuestas y enviar
tasks-status = { $state ->
    [done] Terminado
    [changed] Cambió: revise, por favor
    [started] Comenzado
    [open] Por hacer
   *[later] Todavía no
 }

### Un servicio cambió mientras alguien respondía
again-why = { $why ->
    [new] Esta pregunta es nueva. Respóndala también, por favor.
    [changed] Cambiamos esta pregunta. Revise su respuesta, por favor.
   *[does_not_fit] Cambiamos esta pregunta. Respóndala otra vez, por favor.
 }
again-was-called = Antes le preguntamos: “{ $label }”
again-told = Usted nos dijo:
page-service-changed = Este servicio cambió mientras usted tenía la página abierta. Guardamos lo que escribió. Revíselo, por favor.
page-service-changed-before = Este servicio cambió mientras usted tenía una página abierta. Guardamos lo que escribió allí. Siga aquí, por favor.
page-typed = Conservamos lo que escribió. Esta página no está terminada. Revísela y continúe.
changed-title = Este servicio cambió
changed-description = Qué preguntas de “{ $service }” le hacemos otra vez.
changed-text = { $count ->
    [one] Sus respuestas están a salvo. Aún no se envió nada. Responda primero esta pregunta. Después revise y envíe.
   *[other] Sus respuestas están a salvo. Aún no se envió nada. Responda primero estas preguntas. Después revise y envíe.
 }
changed-why = { $why ->
    [new] Pregunta nueva
    [changed] Cambió: revise, por favor
   *[does_not_fit] Cambió: responda otra vez
 }
check-service-changed = Este servicio cambió después de que usted abrió esta página. Aún no se envió nada. Lea sus respuestas una vez más.
check-no-longer-asked-title = Lo que ya no preguntamos
check-no-longer-asked-text = Usted nos dijo esto antes. Ya no lo necesitamos. No lo vamos a enviar.
draft-changed = Este servicio cambió. Le hacemos otra vez algunas preguntas.

### Fin del camino
ending-other-ways = Otras formas de recibir ayuda
ending-change = Cambiar mis respuestas
ending-home = Buscar otro servicio
ending-description = Quizás “{ $service }” no es el servicio para usted. Vea otras formas de recibir ayuda.

### Revisar respuestas
check-title = Revise sus respuestas
check-description = Lea todo lo que escribió para “{ $service }” antes de enviarlo.
check-intro = Lea todo antes de enviarlo. Todavía puede cambiar cada respuesta.
check-send-title = { $noun ->
    [claim] Envíe su reclamo
    [report] Envíe su reporte
    [request] Envíe su pedido
    [registration] Envíe su registro
   *[application] Envíe su solicitud
 }
check-email-confirmed = Su correo { $email } está confirmado. Lea otra vez sus respuestas y envíelas.
check-needs-email = Antes confirmamos su correo electrónico.
summary-more = También en esta parte
check-send-text = Cuando envíe, { $agency } recibe sus respuestas tal como están aquí arriba.
check-send = { $noun ->
    [claim] Enviar reclamo
    [report] Enviar reporte
    [request] Enviar pedido
    [registration] Enviar registro
   *[application] Enviar solicitud
 }
check-continue = Confirmar el correo y enviar

### Correo y códigos
email-label = Correo electrónico
email-hint = Enviamos un código a este correo. Lo usamos para contarle lo que pasa y para nada más.
email-send = Enviarme un código
confirm-title = Confirme su correo electrónico
confirm-description = Dé un correo electrónico para recibir un código y noticias sobre “{ $service }”.
confirm-text = Confirmamos su correo antes de enviar. Así recibe un recibo y sabe de cada cambio.
confirm-skip = Enviar sin correo electrónico
confirm-skip-text = Sin correo electrónico no le podemos mandar noticias. Guarde el recibo para ver usted cómo va.
code-title = Escriba el código del correo
code-description = Escriba aquí el código que le enviamos por correo para seguir de forma segura.
code-sent = Enviamos un correo a { $email }. El código sirve por { $minutes } minutos.
code-label = Código
code-hint = { $digits } números
code-submit = Continuar
code-none-title = ¿No le llegó?
code-none-text = Mire en su correo no deseado. Puede tardar unos minutos.
code-again = Enviar otro código
code-other = Usar otro correo electrónico
sign-in-title = Entre con su correo electrónico
sign-in-description = Entre con un código por correo para ver sus casos y lo que guardó en un solo lugar.
sign-in-text = Vea sus casos y siga con lo que guardó. No necesita contraseña: le enviamos un código.
sign-in-status = Puede ver cómo va un caso sin entrar

### Guardar y volver
save-title = Guardar y terminar después
save-description = Reciba por correo un enlace para volver a sus respuestas en cualquier aparato.
save-text = Sus respuestas están guardadas. Le podemos mandar un enlace para seguir después en cualquier aparato.
save-kept = Las guardamos hasta el { $date }.
save-send = Enviarme el enlace
save-go-on = Seguir ahora
saved-title = Le enviamos un enlace
saved-description = Enviamos por correo un enlace para volver a las respuestas que guardó.
saved-text = Abra el correo que enviamos a { $email } cuando quiera seguir.
saved-kept = { $reminders ->
    [week] Guardamos sus respuestas hasta el { $date }. Le avisamos 7 días y 1 día antes.
    [day] Guardamos sus respuestas hasta el { $date }. Le avisamos 1 día antes.
   *[none] Guardamos sus respuestas hasta el { $date }.
}
saved-home = Ir al inicio
resume-title = Siga donde paró
resume-description = Siga con las respuestas que guardó, de forma segura y en cualquier aparato.
resume-text = Comenzó “{ $service }” y guardó sus respuestas el { $date }.
resume-code = Para cuidar sus datos, enviamos un código nuevo a { $email }.
resume-send = Enviarme el código

### Mis casos y lo guardado
account-title = Mis casos y lo que guardé
account-description = Sus casos y cómo van, y las respuestas que guardó para seguir después.
account-signed-in = Entró como { $email }.
account-guest = No ha entrado en su cuenta. Aquí ve lo que hizo en este navegador. Entre para ver todo.
account-drafts = Guardado, sin enviar
account-no-drafts = No hay nada guardado ahora.
account-cases = Enviado
account-no-cases = Todavía no envió nada.
account-saved = Guardado el { $date }
account-expires = Lo borramos el { $date }.
account-continue = Continuar
account-delete = Borrar
account-snooze = { $days ->
    [one] Guardar un día más
   *[other] Guardar { $days } días más
}
account-updated = Cambió el { $date }
account-other-title = ¿Falta algo?
account-other-text = Aquí está lo que envió con su sesión abierta o con un correo que confirmó. Lo demás lo puede ver con el número de caso y el código del recibo.
account-other-link = Ver cómo va un caso
account-find = Buscar un servicio
delete-title = ¿Borrar lo que guardó?
delete-description = Confirme que quiere borrar las respuestas que guardó y no envió.
delete-text = Guardó respuestas para “{ $service }” el { $date }. Si las borra, no se pueden recuperar.
delete-yes = Sí, borrar
delete-no = No, guardarlas

### Confirmación y recibo
confirmation-title = { $noun ->
    [claim] Recibimos su reclamo
    [report] Recibimos su reporte
    [request] Recibimos su pedido
    [registration] Recibimos su registro
   *[application] Recibimos su solicitud
 }
confirmation-description = Recibimos lo que envió para “{ $service }”. Guarde el número de caso y el código.
confirmation-received = Recibido el { $at } por: { $agency }
confirmation-keep = Guarde los dos. Con ellos puede ver cómo va su caso cuando quiera, sin entrar.
confirmation-email = Enviamos un correo con el número de caso a { $email }.
confirmation-follow-title = { $noun ->
    [claim] Siga su reclamo
    [report] Siga su reporte
    [request] Siga su pedido
    [registration] Siga su registro
   *[application] Siga su solicitud
 }
confirmation-follow-alone = Con los dos códigos puede mirar en cualquier momento.
confirmation-follow-text = Le contamos cada cambio. También puede mirar usted.
confirmation-sign-in = Para verlo después en “Mis casos”, entre ahora en este aparato con { $email }.
confirmation-sign-in-link = Entrar para tenerlo en mis casos
confirmation-follow-link = { $noun ->
    [claim] Ver cómo va su reclamo
    [report] Ver cómo va su reporte
    [request] Ver cómo va su pedido
    [registration] Ver cómo va su registro
   *[application] Ver cómo va su solicitud
 }
receipt-open = Ver e imprimir su recibo
receipt-title = Recibo
receipt-description = Su recibo de “{ $service }” con todo lo que envió. Imprímalo o guárdelo.
receipt-service = Servicio
receipt-agency = Enviado a
receipt-received = Recibido
receipt-site = Vea cómo va en
receipt-print = Imprimir o guardar como PDF

### Estado y casos
status-title = Vea cómo va su caso
status-description = Vea cómo va su caso con el número de caso y el código de su recibo.
status-text = Los dos están en su recibo. Mostramos cómo va el caso y ningún dato personal.
status-reference-hint = Se parece a K7P-4QX-9
status-secret-hint = Está debajo del número de caso
status-submit = Ver cómo va
status-lost = ¿Perdió su recibo?
status-lost-link = Si confirmó su correo, entre para ver sus casos
status-result-title = Cómo va su caso hoy
status-result-description = Vea cómo va su caso hoy y qué fechas ya pasaron desde que lo envió.
status-now = Estado
status-dates = Qué pasó hasta ahora
status-another = Ver otro caso
case-title = Caso { $reference }
case-description = La historia de su caso: qué pasó, cuándo pasó y qué viene después.
case-timeline = Qué pasó hasta ahora
case-answers = Ver lo que envió
case-answers-title = Lo que usted envió
case-answers-description = Todo lo que envió con este caso, tal como lo recibimos.
case-parts = Dónde está cada parte
case-part-state = { $state ->
    [accepted] Llegó
    [failed] No llegó
    [delayed] Con demora: seguimos intentando
   *[waiting] En camino
 }

### Salir de una computadora compartida
leave = Salir y no dejar nada aquí
leave-title = ¿Salir y no dejar nada aquí?
leave-description = Para computadoras compartidas: cierre sus respuestas para que nadie más las vea aquí.
leave-text = ¿Otras personas usan esta computadora? Salga cuando termine. Así nadie más puede ver sus respuestas.
leave-none = No pidió un enlace. Cuando salga, nadie podrá abrir estas respuestas otra vez. Usted tampoco.
leave-link-first = Antes, enviarme un enlace para “{ $service }”
leave-link = Para seguir después, abra el enlace que enviamos a { $email }.
leave-account = Para seguir después, entre con su correo electrónico.
leave-sent = ¿Envió algo hoy? Anote el número de caso y el código del recibo antes de salir.
left-title = Ya salió
left-text = Ahora nadie puede abrir sus respuestas aquí. Para más seguridad, cierre también esta ventana.

### Páginas de error
error-title = { $kind ->
    [not_found] No encontramos esta página
    [link_ended] Este enlace ya no sirve
    [forbidden] No puede abrir esta página
    [conflict] Esto cambió mientras tanto
    [too_large] Es demasiado para enviarlo de una vez
    [too_many] Muchos intentos en poco tiempo
    [unreadable] No pudimos leer lo que se envió
    [too_long] La dirección es muy larga
    [too_many_here] Muchas personas usan su red ahora
    [session_expired] Cerramos su sesión para cuidar sus datos
    [session_expired_unsaved] Cerramos su sesión para cuidar sus datos
    [staff_session_expired] Cerramos su sesión para cuidar sus datos
    [unavailable] Este servicio no funciona en este momento
    [damaged] No podemos abrir esto ahora
   *[server] Algo salió mal de nuestro lado
 }
error-text = { $kind ->
    [link_ended] Usted envió estas respuestas, las borró, o ya pasó su último día. Puede consultar lo que envió, o comenzar otra vez desde el inicio.
    [not_found] Quizás la dirección tiene un error o la página ya no existe. Si la escribió, revísela.
    [forbidden] Su navegador pidió algo que esta página no permite. Vuelva y pruebe otra vez.
    [conflict] Quizás lo cambió en otra ventana. Vuelva para ver cómo está ahora.
    [too_large] Lo que envió es más grande de lo que podemos recibir. Vuelva y elija un archivo más pequeño, o escriba menos.
    [too_many] Espere unos minutos y pruebe otra vez. No se pierde nada de lo que guardó.
    [unreadable] No podemos leer lo que envió su navegador. Vuelva y pruebe otra vez.
    [too_long] Si buscaba algo, vuelva y use menos palabras.
    [too_many_here] Espere unos minutos y pruebe otra vez. No se pierde nada de lo que guardó.
    [session_expired] Lo que guardó sigue aquí. Entre otra vez para seguir.
    [session_expired_unsaved] No pudimos guardar su última página. Lo que guardó antes sigue aquí. Entre otra vez para seguir.
    [staff_session_expired] No se cambió nada. Entre otra vez para seguir con sus casos.
    [unavailable] Ya estamos trabajando en ello. Pruebe otra vez en unos minutos. Lo que guardó está seguro.
    [damaged] Algo que guardamos aquí está dañado. Ya lo sabemos, y nadie ve una copia equivocada. Llámenos si lo necesita pronto.
   *[server] Lo que guardó está seguro. Pruebe otra vez en unos minutos.
 }
error-description = Algo no nos dejó mostrar esta página. Esto es lo que puede hacer ahora.
error-reference = Si nos llama, dé este número: { $reference }
error-try-again = Probar otra vez
error-back-to-form = Abrir la página otra vez
error-typed = Vuelva atrás en su navegador: quizás lo que escribió sigue ahí. Luego envíe la página otra vez. Lo que guardó antes está seguro.
error-home = Ir al inicio
error-sign-in = Entrar otra vez
error-status = Ver cómo va un caso

### Waiting room
waiting-description = Hay muchísimas personas aquí a la vez. Su lugar en la fila, y qué puede hacer mientras tanto.
waiting-heading = { $kind ->
    [next] Usted sigue
   *[line] Está en la fila
 }
waiting-lead = { $kind ->
    [next] Hay muchísimas personas aquí ahora. Todavía no pudimos abrir esta página. Lo que guardó está a salvo.
   *[line] Muchísimas personas quieren empezar ahora. Las dejamos pasar en el orden en que llegaron.
 }
waiting-ahead-label = Personas antes que usted
waiting-about = Unas { $number }
waiting-turn-label = Su turno
waiting-minutes = { $minutes ->
    [one] En 1 minuto, más o menos
   *[other] En unos { $minutes } minutos
 }
waiting-hours = { $hours ->
    [one] En 1 hora, más o menos
   *[other] En unas { $hours } horas
 }
waiting-at-label = Calculado
waiting-refresh = Esta página mira sola otra vez cada { $seconds } segundos, más o menos.
waiting-still = Esta página no mira sola ahora.
waiting-kept = { $kind ->
    [next] No tiene que hacer nada.
   *[line] Su lugar se guarda.
 }
waiting-check = Mirar ahora
waiting-stop = Que no mire sola
waiting-go-on = Que mire sola otra vez
waiting-meanwhile = Mientras espera
waiting-close = Puede cerrar esta página. Si vuelve con este navegador en menos de { $hours } horas, su lugar se guarda.
waiting-saved = ¿Guardó respuestas antes? Entonces no tiene que esperar aquí. Use el enlace de nuestro correo o entre en su cuenta.
waiting-sign-in = Entrar
kept-title = { $kind ->
    [staff_session_expired] Cerramos su sesión. Su texto sigue aquí
   *[other] Todavía no pudimos recibir esta página
 }
kept-description = Lo que escribió sigue aquí y puede enviarlo otra vez.
kept-lead = { $kind ->
    [busy] Hay muchísimas personas aquí ahora. Lo que escribió sigue aquí.
    [too_many] Hubo muchos intentos en poco tiempo. Lo que escribió sigue aquí.
    [too_many_here] Muchas personas usan su red ahora. Lo que escribió sigue aquí.
    [staff_session_expired] No se cambió nada. Lo que escribió sigue en esta página.
    [server] Algo salió mal de nuestro lado. Lo que escribió sigue aquí.
   *[unavailable] Este servicio no funciona en este momento. Lo que escribió sigue aquí.
 }
kept-text = { $kind ->
    [staff_session_expired] Entre otra vez en una pestaña nueva. Luego vuelva a esta página y envíelo otra vez.
    [too_many] Espere unos minutos y envíelo otra vez. Nada se envía dos veces. Deje esta página abierta hasta entonces.
    [too_many_here] Espere unos minutos y envíelo otra vez. Nada se envía dos veces. Deje esta página abierta hasta entonces.
   *[other] Espere un minuto y envíelo otra vez. Nada se envía dos veces. Deje esta página abierta hasta entonces.
 }
kept-files = No pudimos guardar sus archivos. Elíjalos otra vez:
kept-file = Elegir otra vez: { $names }
kept-send = Enviar otra vez
kept-back = Volver sin enviarlo
kept-saved = Las páginas que guardó antes están a salvo.

### Páginas fijas
contact-title = Contacto para nuestros servicios
contact-heading = Contacto
contact-description = Llame o escriba a las personas que responden preguntas sobre los servicios en línea.
contact-text = Le ayudamos con gusto por teléfono o por correo, en su idioma. Para personas sordas: marque 711.
contact-phone = Teléfono
contact-email = Correo electrónico
contact-hours = Horario
contact-agencies = Agencias
accessibility-title = Compromiso de accesibilidad
accessibility-description = Cómo hacemos que todos puedan usar nuestros servicios y cómo avisar de un problema.
accessibility-goal-title = Nuestra meta
accessibility-goal = Todos deben poder usar nuestros servicios. Seguimos las pautas WCAG 2.2, nivel AA. Con eso cumplimos la Sección 508 y la ley ADA.
accessibility-how-title = Qué hacemos
accessibility-how = Cada página funciona con teclado, con lector de pantalla, con letra grande y sin programas extra. Probamos cada página antes de abrirla.
accessibility-problem-title = Cuéntenos de un problema
accessibility-problem = Llame o escriba si algo no le funciona. Díganos qué página y qué pasó. Respondemos en dos días de trabajo y buscamos otra forma para usted.
accessibility-updated = Al día desde el { $date }
privacy-title = Política de privacidad
privacy-heading = Política de privacidad
privacy-description = Qué respuestas guardamos, para qué, por cuánto tiempo y quién las ve. Nunca las vendemos.
privacy-what-title = Qué guardamos
privacy-what = Guardamos las respuestas que usted da y lo que pasa con su caso. Cada servicio dice por qué pregunta y qué ley lo permite.
privacy-who-title = Quién lo ve
privacy-who = Solo ven sus respuestas las agencias que llevan su caso. Cada vez que alguien abre su caso, lo anotamos. Nunca las vendemos ni las usamos para anuncios.
privacy-long-title = Por cuánto tiempo
privacy-long = Lo que guardó y no envió se borra después de un tiempo. Le avisamos antes. Cada servicio dice cuánto se guarda un caso.
privacy-tracking-title = Nadie le sigue
privacy-tracking = Usamos una sola cookie para juntar sus respuestas mientras está aquí. Cuando viene muchísima gente, otra guarda su lugar en la fila. Ninguna otra empresa sabe que usted vino.
privacy-rights-title = Sus derechos
privacy-rights = Puede preguntar qué guardamos de usted, pedir una copia y corregir errores. Llame o escriba.
vulnerability-title = Avisar de una falla de seguridad
vulnerability-description = Cómo avisarnos de una falla de seguridad en nuestros servicios y qué prometemos.
vulnerability-report-title = Díganos
vulnerability-report = Si encuentra una falla de seguridad, escríbanos. Díganos dónde está y cómo verla. No tiene que dar su nombre.
vulnerability-rules-title = Le pedimos
vulnerability-rules-1 = Pare cuando vio la falla. No mire, no cambie y no guarde datos de otras personas.
vulnerability-rules-2 = No frene ni pare el servicio.
vulnerability-rules-3 = Denos tiempo para arreglarla antes de contarlo a otros.
vulnerability-promise-title = Qué prometemos
vulnerability-promise = Respondemos en tres días de trabajo. Si sigue estas reglas de buena fe, no le vamos a demandar.

### Buzón de prueba
mailbox-title = Buzón de prueba: todos los correos enviados
mailbox-heading = Buzón de prueba
mailbox-description = Todos los mensajes que esta prueba no mandó de verdad, con los nuevos primero.
mailbox-text = Aquí no se mandan correos de verdad. Vea en esta lista cada mensaje de la prueba.
mailbox-empty = Todavía no se envió nada. Comience un servicio y vuelva.
mailbox-to = Para
mailbox-from = De
mailbox-at = Enviado
mailbox-links = Enlaces en este mensaje
mailbox-message = Como texto simple
mailbox-html = Como lo muestran casi todos los correos
mailbox-html-alone = Abrirlo en una página aparte
mailbox-back = Todos los mensajes

### Consola del personal
staff-description = La consola de { $site } para el personal: los casos, lo que se debe a quién y quién vio qué.
staff-console = Consola del personal
staff-queue = Casos
staff-queue-title = Casos de { $agency }
staff-queue-empty = Ningún caso cumple con esta búsqueda.
staff-queue-all = Ver todos los casos
staff-obligations = Obligaciones
staff-obligations-title = Obligaciones sin terminar
staff-obligations-text = Todo lo que se debe a alguien y todavía no llegó, con la razón.
staff-obligations-none = No se debe nada. Todo llegó.
staff-obligations-none-left = No se debe nada más.
staff-obligations-some-failed = Algunas partes fallaron y no se intentan más.
staff-obligations-see-failed = Ver lo que falló
staff-obligations-none-fit = Nada coincide con lo que eligió.
staff-obligations-all = Ver todo lo que no tiene final
staff-audit = Auditoría
staff-audit-title = Auditoría: quién vio o cambió qué
staff-audit-text = Se anota cada vista y cada cambio. Nadie puede cambiar esta lista.
staff-audit-search = Buscar por número de caso
staff-audit-none = Nada cumple con esta búsqueda.
staff-audit-at = Cuándo
staff-audit-who = Quién
staff-audit-what = Qué
staff-sign-in-title = Entre a la consola del personal
staff-sign-in = Entrar
staff-password = Contraseña
staff-demo-title = Cuentas de demostración
staff-search-label = Buscar por número de caso o nombre
staff-show = Mostrar
staff-paging = Más páginas
staff-previous = Página anterior
staff-next = Página siguiente
staff-applicant = Solicitante
staff-due = Fecha límite
staff-overdue = (tarde)
staff-problem = No llegó
staff-contact = Contacto
staff-language = Idioma
staff-language-en = inglés
staff-language-es = español
staff-version = Versión del servicio
staff-answers = Respuestas
staff-answers-text = Tal como se enviaron, con las palabras que vio la persona.
staff-answers-text-other = Tal como se enviaron, en el idioma de usted.
staff-decide = Cambiar el estado
staff-new-status = Nuevo estado
staff-reason = Razón
staff-reason-hint = La persona lee esto. Diga qué decidió y por qué, con palabras claras.
staff-reason-language = Esta persona lee en { $language }. Escriba en { $language }.
staff-set-status = Cambiar el estado y avisar a la persona
staff-ended = Este caso terminó.
staff-changed-meanwhile = Otra persona cambió este caso mientras tanto. Revíselo de nuevo antes de decidir.
staff-timeline = Historia
staff-notes = Notas
staff-notes-text = Solo el personal de su agencia ve las notas.
staff-note-new = Nueva nota
staff-note-save = Guardar nota
staff-hold = Retención legal
staff-hold-text = Mientras el caso está retenido, no se borra nada de él.
staff-hold-reason = Motivo para el registro de auditoría
staff-hold-reason-hint = No escriba nada sobre una persona.
staff-hold-place = Retener este caso
staff-hold-release = Liberar este caso
staff-held = { $agency } retiene este caso desde el { $since }: { $reason }
staff-obligation-state = { $state ->
    [accepted] Llegó
    [failed] Falló
   *[waiting] En espera
 }
staff-deadline = fecha límite { $at }
staff-their-reference = Su referencia:
staff-attempts = { $count ->
    [one] 1 intento
   *[other] { $count } intentos
 }
staff-retry = Probar ahora otra vez
staff-resolve = Resolver a mano
staff-resolve-title = Resolver a mano
staff-resolve-text = Úselo si usted mismo lo entregó o si nunca puede llegar. Queda anotado con su nombre.
staff-resolve-how = ¿Qué es cierto?
staff-resolve-reason = Razón
staff-resolve-reference = La referencia de ellos, si hay una
staff-resolve-yes = Resolver
standing-soon = Este servicio abre el { $date }
standing-soon-short = Abre el { $date }
standing-soon-text = Puede empezar ese día. Mientras tanto, vea abajo qué necesita.
standing-soon-draft = Puede enviarlo desde ese día.
standing-closed = Este servicio cerró el { $date }
standing-closed-short = Cerrado desde el { $date }
standing-closed-text = No puede empezar ahora.
standing-closed-draft = Ahora no puede enviarlo.
standing-closed-draft-grace = Usted empezó a tiempo. Todavía puede enviarlo hasta el { $date }.
standing-closed-grace = ¿Empezó antes de que cerrara? Todavía puede enviarlo hasta el { $date }.
standing-full = Este servicio está lleno
standing-full-short = Lleno
standing-full-text = Ya tiene todo lo que puede recibir. No puede enviar ahora.
standing-full-today = Este servicio está lleno por hoy
standing-full-today-short = Lleno por hoy
standing-full-today-text = Recibe más el { $date }.
standing-paused = Este servicio está en pausa
standing-paused-short = En pausa
standing-paused-until = El { $at } abre otra vez.
standing-paused-open = Todavía no sabemos cuándo abre otra vez.
standing-kept = Sus respuestas están guardadas. No tiene que escribirlas otra vez.
standing-other-ways = Vea otras maneras de hacerlo
preview-label = Vista previa
preview-text = Este no es el servicio real. Está aquí para probarlo. Nada de lo que escriba se envía a nadie.
previewed-title = No se envió nada
previewed-text = Aquí una persona recibiría un número de caso. Esto es lo que pasaría después.
previewed-parts = Sistemas de las agencias
previewed-part = { $agency } recibiría esto, por la conexión { $connector }.
previewed-give = Lo que recibiría
previewed-no-parts = Ningún sistema recibiría nada.
previewed-message = Primer mensaje
previewed-subject = Si hay un correo, le llega esto:
previewed-no-message = No se enviaría ningún mensaje.
previewed-again = Volver al inicio de la vista previa
staff-account = Mi cuenta
second-title = Escriba el código de su aplicación
second-text = Su contraseña es correcta. Ahora muestre que es usted: abra su aplicación de autenticación y escriba el código que muestra para esta consola.
second-label = Código
second-hint = 6 dígitos. También sirve un código de recuperación.
second-lost-title = ¿Perdió su teléfono?
second-lost-text = Use uno de sus códigos de recuperación. ¿No le queda ninguno? Hable con quien administra esta consola en su agencia.
second-other = Entrar como otra persona
confirm-staff-title = Confirme que es usted
confirm-staff-text = Esto cambia su forma de entrar, por eso preguntamos otra vez. Así nadie puede hacerlo en su computadora abierta.
password-title = Cambiar su contraseña
password-text = Se cerrarán sus demás sesiones y le enviaremos un correo.
password-first-title = Elija su contraseña
password-first-text = La contraseña que le dieron sirve solo la primera vez. Elija una que nadie más sepa.
password-current = Contraseña actual
password-current-first = Contraseña que le dieron
password-new = Contraseña nueva
password-hint = { $least } caracteres o más. Varias palabras sin relación son fáciles de recordar. Puede usar un administrador de contraseñas y pegarla.
password-save = Guardar contraseña
factor-heading = Segundo factor
factor-title = Configure su aplicación de autenticación
factor-must = Su agencia pide un segundo factor a todos. Toma dos minutos.
factor-what = Una aplicación en su teléfono muestra un código nuevo cada 30 segundos. Usted escribe uno al entrar. Quien sepa su contraseña no podrá entrar sin él.
factor-need = Necesita una aplicación que muestre códigos, en su teléfono o donde guarda sus claves. Casi todos los teléfonos tienen una.
factor-replaces = Ya tiene una aplicación. Al terminar, la nueva toma su lugar. Los códigos de recuperación de antes dejan de servir.
factor-begin = Comenzar
factor-scan-title = 1. Agregue esta consola a su aplicación
factor-scan-text = En su aplicación, elija agregar una cuenta y escanee esta imagen.
factor-picture = Código QR para su aplicación de autenticación
factor-open = ¿Está en su teléfono? Ábralo en su aplicación
factor-type = O escriba esta clave en su aplicación:
factor-recovery-title = 2. Guarde sus códigos de recuperación
factor-recovery-text = Cada uno sirve una vez si no tiene su teléfono. Imprímalos o guárdelos en su administrador de contraseñas. No los mostramos otra vez.
factor-finish-title = 3. Muestre que funciona
factor-finish-text = Escriba el código que muestra su aplicación ahora. Desde entonces pedimos uno cada vez que entra.
factor-code = Código de su aplicación
factor-code-hint = 6 dígitos
factor-finish = Terminar
factor-anew = Comenzar otra vez con otra clave
factor-since = Tiene una aplicación de autenticación desde el { $date }.
factor-codes-left = { $count ->
    [0] No le quedan códigos de recuperación. Configure la aplicación otra vez para tener nuevos.
    [one] Le queda un código de recuperación. Configure la aplicación otra vez para tener nuevos.
   *[other] Le quedan { $count } códigos de recuperación.
}
factor-again = Configurar otra vez: otro teléfono o códigos nuevos
factor-remove = Quitar el segundo factor
factor-none = Usted entra solo con su contraseña. Un código de su teléfono lo hace mucho más seguro.
factor-set-up = Usar un código de su teléfono
factor-remove-title = ¿Quitar su segundo factor?
factor-remove-text = Entonces su contraseña sola abre esta consola. Sus códigos de recuperación dejan de servir y se cierran sus demás sesiones.
factor-remove-yes = Quitarlo
sessions-title = Dónde tiene sesiones abiertas
sessions-text = ¿No conoce alguna? Ciérrela.
sessions-this = Este dispositivo
sessions-began = Entró el { $at }
sessions-seen = Usada por última vez el { $at }
sessions-end = Cerrar esta sesión
sessions-end-others = Cerrar todas las demás sesiones
sessions-ended = Está cerrada. Nadie puede usarla más.
account-safe-title = Proteja su cuenta
account-safe-link = Ver dónde tiene sesiones abiertas
device-both = { $browser } en { $system }
device-unknown = Navegador desconocido
