# Qué falta o qué está mal en una respuesta y qué hacer, en dos oraciones cortas como máximo.
# { $question } es el nombre corto de la pregunta, como "Fecha de nacimiento".

# Cualquier pregunta
error-answer-empty = { $question }: responda esta pregunta.
error-text-empty = { $question }: escriba una respuesta.
error-text-too-long =
    { $question }: use { $max } caracteres o menos. Ha usado { $count }.
error-text-too-short =
    { $question }: escriba al menos { $min ->
        [one] 1 carácter
       *[other] { $min } caracteres
    }.
error-text-characters = { $question }: hay un carácter que no podemos usar. Escriba la respuesta de nuevo en lugar de pegarla.

# Números y dinero
error-number-empty = { $question }: escriba un número.
error-number-not-a-number = { $question }: use solo cifras, como 12.
error-number-not-whole = { $question }: escriba un número entero, sin punto decimal.
error-number-unclear = { $question }: no estamos seguros de qué número quiere decir. Use un punto para los decimales, como 1234.50.
error-number-too-long = { $question }: este número es demasiado largo. Revíselo y escríbalo de nuevo.
error-number-too-small = { $question }: escriba { $min } o más.
error-number-too-large = { $question }: escriba { $max } o menos.
error-decimal-places =
    { $question }: use como máximo { $max ->
        [one] 1 cifra
       *[other] { $max } cifras
    } después del punto.
error-money-empty = { $question }: escriba una cantidad en dólares.
error-money-not-an-amount = { $question }: escriba una cantidad en dólares, como 1234.50.
error-money-unclear = { $question }: no estamos seguros de qué cantidad quiere decir. Use un punto para los centavos, como 1234.50.
error-money-places = { $question }: use dos cifras para los centavos, como 12.50.
error-money-too-small = { $question }: escriba { $min_cents } o más.
error-money-too-large = { $question }: escriba { $max_cents } o menos.

# Fechas
error-date-empty = { $question }: escriba el mes, el día y el año.
error-date-missing-month = { $question }: elija el mes.
error-date-missing-day = { $question }: escriba el día.
error-date-missing-year = { $question }: escriba el año.
error-date-missing-month-day = { $question }: escriba el mes y el día.
error-date-missing-month-year = { $question }: escriba el mes y el año.
error-date-missing-day-year = { $question }: escriba el día y el año.
error-date-month = { $question }: elija un mes de la lista.
error-date-day = { $question }: escriba un día del 1 al 31.
error-date-year = { $question }: escriba las 4 cifras del año, como 1990.
error-date-not-real = { $question }: ese mes no tiene ese día. Revise el día y el mes.
error-date-too-early = { $question }: escriba el { $limit_on } o una fecha posterior.
error-date-too-late = { $question }: escriba el { $limit_on } o una fecha anterior.
error-date-in-past = { $question }: esta fecha ya pasó. Escriba la fecha de hoy o una posterior.
error-date-in-future = { $question }: esta fecha aún no llega. Escriba la fecha de hoy o una anterior.

# Opciones
error-yes-no-empty = { $question }: elija sí o no.
error-choice-empty = { $question }: elija una respuesta.
error-choice-unknown = { $question }: elija una de las respuestas que se muestran.
error-choices-empty = { $question }: elija al menos una respuesta.
error-choices-none-and-others = { $question }: la última respuesta no puede ir con otras. Elija esa respuesta o las demás.
error-choices-too-few =
    { $question }: elija al menos { $min ->
        [one] 1 respuesta
       *[other] { $min } respuestas
    }.
error-choices-too-many =
    { $question }: elija como máximo { $max ->
        [one] 1 respuesta
       *[other] { $max } respuestas
    }.
error-select-empty = { $question }: elija de la lista.
error-select-unknown = { $question }: esto no está en la lista. Elija de la lista.
error-declaration-empty = { $question }: marque la casilla si está de acuerdo. No puede seguir sin marcarla.

# Nombres
error-name-empty = { $question }: escriba un nombre.
error-name-no-given-or-family = { $question }: escriba un nombre o un apellido. Con uno basta.

# Direcciones
error-address-empty = { $question }: escriba una dirección.
error-address-empty-or-none = { $question }: escriba una dirección. Si no tiene, marque “No tengo una dirección fija”.
error-address-street-empty = { $question }: escriba la calle y el número, o la ruta.
error-address-po-box = { $question }: esto parece un apartado postal. Escriba la calle y el número, o la ruta.
error-address-line1-empty = { $question }: escriba la calle y el número, el apartado postal o la ruta.
error-address-city-empty = { $question }: escriba la ciudad o el pueblo.
error-address-state-empty = { $question }: elija el estado o territorio.
error-address-state-unknown = { $question }: elija un estado o territorio de la lista.
error-address-postal-code-empty = { $question }: escriba el código postal (ZIP).
error-address-zip = { $question }: escriba un código postal de 5 o 9 cifras, como 12345 o 12345-6789.
error-address-zip-state = { $question }: este código postal no está en ese estado. Revise el código postal y el estado.
error-address-military-state = { $question }: para correo APO, FPO o DPO, elija AA, AE o AP como estado.
error-address-military-city = { $question }: para AA, AE o AP, escriba APO, FPO o DPO como ciudad.
error-address-country-unknown = { $question }: elija un país de la lista.
error-address-too-long = { $question }: use { $max } caracteres o menos en cada línea. Ponga el resto en la línea siguiente.

# Correo electrónico y teléfono
error-email-empty = { $question }: escriba una dirección de correo electrónico.
error-email-no-at = { $question }: un correo electrónico lleva el signo @, como nombre@example.com.
error-email-space = { $question }: un correo electrónico no lleva espacios. Escriba solo la dirección, como nombre@example.com.
error-email-shape = { $question }: este correo electrónico no parece correcto. Revíselo; debe ser como nombre@example.com.
error-email-too-long = { $question }: este correo electrónico es demasiado largo. Revíselo y escríbalo de nuevo.
error-phone-empty = { $question }: escriba un número de teléfono.
error-phone-shape = { $question }: este número de teléfono no parece correcto. Revíselo; debe ser como 202-555-0123.
error-phone-too-short = { $question }: este número de teléfono es demasiado corto. Incluya el código de área, como 202-555-0123.
error-phone-too-long = { $question }: este número de teléfono tiene demasiadas cifras. Revíselo; debe ser como 202-555-0123.
error-phone-extension = { $question }: escriba solo cifras en la extensión, como 12.

# Números y códigos que alguien le dio
error-identifier-empty = { $question }: escriba el número o código.
error-identifier-shape = { $question }: esto no parece correcto. Revíselo y escríbalo de nuevo.
error-identifier-shape-example = { $question }: esto no parece correcto. Debe ser como { $example }.
error-identifier-check = { $question }: puede haber un error al escribir. Revise cada cifra y cada letra.
error-identifier-vin = { $question }: puede haber un error al escribir. Un VIN tiene 17 cifras y letras, y nunca I, O ni Q.
error-identifier-ssn-empty = { $question }: escriba un número de Seguro Social.
error-identifier-ssn-length = { $question }: un número de Seguro Social tiene 9 cifras. Revíselo y escríbalo de nuevo.
error-identifier-ssn-impossible = { $question }: ningún número de Seguro Social es así. Revíselo y escríbalo de nuevo.

# Archivos
error-file-empty = { $question }: elija un archivo.
error-file-too-many =
    { $question }: envíe como máximo { $max ->
        [one] 1 archivo
       *[other] { $max } archivos
    }. Quite los que no necesite.
error-file-too-large = { $question }: “{ $name }” pesa más de { $max } MB. Elija un archivo más pequeño o tome otra foto.
error-file-kind = { $question }: no podemos usar “{ $name }”. Elija una foto o un PDF.
error-file-not-an-image = { $question }: no podemos usar “{ $name }”. Elija una foto (JPEG, PNG, WebP o HEIC).
error-file-not-a-pdf = { $question }: no podemos usar “{ $name }”. Elija un PDF.
error-file-nothing-in-it = { $question }: no hay nada en “{ $name }”. Elija otro archivo.
error-file-no-room = { $question }: ya no podemos recibir más archivos aquí. Siga con los que ya tiene o llámenos.
error-file-harmful = { $question }: “{ $name }” puede tener un programa dañino, por eso no lo guardamos. Tome otra foto o elija otro archivo.
error-file-not-looked-at = { $question }: ahora no podemos revisar “{ $name }”, por eso no lo guardamos. Pruebe otra vez en unos minutos.

# Grupos que se responden varias veces
error-repeat-too-few =
    { $question }: agregue al menos { $min ->
        [one] 1
       *[other] { $min }
    }.
error-repeat-too-many =
    { $question }: deje como máximo { $max ->
        [one] 1
       *[other] { $max }
    }. Quite lo que no necesite.
error-repeat-unfinished = { $question }: falta terminar el número { $number }. Termínelo o quítelo.
