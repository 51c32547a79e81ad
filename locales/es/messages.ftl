## Mensajes por correo electrónico
mail-footer-why = Recibió este correo porque esta dirección se dio en { $site }.
mail-footer-genuine = Nunca pedimos su contraseña ni un pago por correo.
mail-footer-help = ¿Preguntas? { $agency }: { $phone } o { $email }.

mail-code-subject = Su código de un solo uso
mail-code-label = Su código
mail-code-text =
    Escriba este código en la página donde lo pidió. Sirve por { $minutes } minutos.

    Si no pidió un código, no haga caso de este correo.

mail-resume-subject = Termine más tarde: { $service }
mail-resume-action = Siga donde se quedó
mail-resume-text =
    Sus respuestas están guardadas. Use el enlace en cualquier teléfono o computadora. Le enviamos un código para saber que es usted.

    Borramos sus respuestas el { $expires } si no vuelve.

mail-draft-changed = Este servicio cambió desde que usted guardó. Le hacemos otra vez algunas preguntas.
mail-reminder-subject = Vamos a borrar sus respuestas el { $expires }
mail-reminder-text =
    Usted empezó “{ $service }” y aún no lo envió. Borramos sus respuestas el { $expires }.

    Use el enlace para terminar o para guardar sus respuestas más tiempo.

mail-reference-label = Su número de caso
mail-case-action = Vea cómo va su caso

mail-failed-subject = No pudimos terminar una parte
mail-failed-text =
    Tenemos lo que nos envió y está seguro. Una parte no salió bien: { $part }.

    No tiene que enviar nada otra vez. La agencia lo ve y va a arreglarlo. Si es urgente, puede llamar.

mail-unconfirmed-subject = No pudimos confirmar una parte
mail-unconfirmed-text =
    Tenemos lo que nos envió y está seguro. No pudimos confirmar a tiempo una parte: { $part }.

    No tiene que enviar nada otra vez. La agencia lo ve y va a revisarlo. Si es urgente, puede llamar.

mail-arrived-subject = Una parte ya salió bien
mail-arrived-text =
    Le dijimos que una parte no salió bien. Ya está lista: { $part }.

    Usted no tiene que hacer nada.

mail-reason-from = Mensaje de { $agency }:

mail-account-action = Ver su cuenta
mail-account-else = ¿No fue usted? Avise ahora a quien administra la consola en su agencia.
mail-account-password-changed-subject = Su contraseña cambió
mail-account-password-changed-text = La contraseña de su cuenta del personal cambió. Sus demás sesiones se cerraron.
mail-account-password-set-subject = Tiene una nueva primera contraseña
mail-account-password-set-text = Quien administra la consola puso una nueva primera contraseña para usted. Pídasela en persona, no por correo. Usted elige la suya al entrar.
mail-account-factor-set-up-subject = Se configuró un segundo factor
mail-account-factor-set-up-text = Desde ahora, la consola pide un código de su aplicación de autenticación para entrar. Sus demás sesiones se cerraron.
mail-account-factor-removed-subject = Se quitó su segundo factor
mail-account-factor-removed-text = La consola ya no pide un código de su aplicación de autenticación para entrar. Sus demás sesiones se cerraron.
mail-account-recovery-used-subject = Se usó un código de recuperación
mail-account-recovery-used-text = { $left ->
    [one] Alguien entró en su cuenta del personal con un código de recuperación. Le queda uno.
   *[other] Alguien entró en su cuenta del personal con un código de recuperación. Le quedan { $left }.
}
mail-account-codes-guessed-subject = Alguien puede saber su contraseña
mail-account-codes-guessed-text = Alguien escribió bien su contraseña y luego muchos códigos equivocados de su aplicación. No entró. Cambie su contraseña.

## La historia de un caso
event-submission_received = Lo recibimos
event-submission_received-text = Lo que envió está seguro con nosotros.
event-hand_over_accepted = Listo: { $part }
event-hand_over_accepted-text = Su número allí: { $reference }
event-hand_over_failed = No salió bien: { $part }
event-hand_over_failed-text = No tiene que enviar nada otra vez. La agencia lo ve.
event-hand_over_unconfirmed-text = No pudimos confirmarlo a tiempo. La agencia lo ve y va a revisarlo.
event-status_changed = Estado nuevo: { $status }
event-notification_accepted = Le avisamos por { $channel }
event-notification_failed = No pudimos avisarle por { $channel }
event-obligation_resolved = Terminado a mano
event-obligation_retried = Se intentó otra vez
event-note_written = Nota
staff-event-submission_received = Recibido
staff-event-submission_received-text = El solicitante tiene un número de caso y un recibo.
staff-event-hand_over_failed-text = El solicitante lo ve. En lo que se debe está la razón.
staff-event-hand_over_unconfirmed-text = No se pudo confirmar a tiempo. El solicitante lo ve.
staff-event-notification_accepted = Solicitante avisado por { $channel }
staff-event-notification_failed = No se pudo avisar al solicitante por { $channel }
channel-email = correo electrónico

## Palabras pequeñas que acompañan las preguntas
prefill-here = Nos lo dijo antes:
file-limits = { $count ->
    [one] { $kinds ->
        [pdf] Un PDF
        [image] Una foto (JPEG, PNG, WebP o HEIC)
       *[both] Un archivo (PDF, JPEG, PNG, WebP o HEIC)
    } de { $megabytes } MB como máximo.
   *[other] Hasta { $count } { $kinds ->
        [pdf] PDF
        [image] fotos (JPEG, PNG, WebP o HEIC)
       *[both] archivos (PDF, JPEG, PNG, WebP o HEIC)
    }, { $kinds ->
        [image] cada una
       *[both] cada uno
    } de { $megabytes } MB como máximo.
}
check-missing = Conteste “{ $question }” antes de enviar.
error-email-address = Escriba un correo con una arroba, como nombre@example.org.
error-code-wrong = { $left ->
    [one] Ese no es el código que enviamos. Le queda un intento.
   *[other] Ese no es el código que enviamos. Le quedan { $left } intentos.
}
error-code-spent = Este código ya no sirve. Pida uno nuevo abajo.
error-status-none = No hallamos nada con ese número de caso y ese código. Revise los dos y pruebe otra vez.
error-sign-in-staff = El correo o la contraseña no es correcto. Pruebe otra vez.
error-first-password-ended = Esta primera contraseña ya no sirve. Pida otra a quien administra esta consola.
error-second-wrong = Ese código no es correcto. Escriba el código que muestra su aplicación ahora.
error-second-used = Este código ya se usó. Espere a que su aplicación muestre otro.
error-second-wait = { $minutes ->
    [one] Hubo demasiados códigos equivocados. Pruebe otra vez en un minuto.
   *[other] Hubo demasiados códigos equivocados. Pruebe otra vez en { $minutes } minutos.
}
error-password-current = Esta no es su contraseña. Pruebe otra vez.
error-password-same = Esta es su contraseña actual. Elija otra.
error-password-short = Use { $least } caracteres o más.
error-password-long = Use { $most } caracteres como máximo.
error-password-common = Elija otra contraseña. Esta es fácil de adivinar o la usa mucha gente.
error-password-names = Elija una contraseña sin su nombre ni los nombres de su agencia y de este sitio.
error-reason-empty = Diga por qué: la persona lo va a leer.
error-note-empty = Escriba algo primero.
error-hold-reason-empty = Escriba un motivo para el registro de auditoría.
error-resolve-reason = Diga cómo se resolvió.
check-step = Revise y envíe
notice-deleted = Sus respuestas se borraron.
notice-snoozed = Guardamos sus respuestas hasta el { $date }.
notice-part-waits = No podemos llegar a { $agency } ahora. Tenemos todo y lo entregamos en cuanto se pueda.
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## La consola del personal
staff-filter-status = Estado
staff-filter-open = Todos los abiertos
staff-filter-all = Todos
staff-filter-service = Servicio
staff-filter-all-services = Todos los servicios
staff-filter-sort = Ordenar por
staff-sort-oldest = Primero los que más esperan
staff-sort-newest = Primero los nuevos
staff-sort-changed = Primero los últimos cambios
staff-search-only-last = Muchos casos tienen este nombre. Esta lista muestra solo los que están entre los últimos { $most } recibidos. Para encontrar los otros, agregue otra palabra del nombre. O elija todos los estados y todos los servicios, primero los nuevos.
staff-status-ends = Cierra el caso
staff-status-open = El caso sigue abierto
staff-no-name = Sin nombre
staff-no-contact = Sin correo: la página de estado le avisa
staff-choose-status = Elija un estado.
staff-notice-status = El estado está puesto y la persona recibe el aviso.
staff-notice-note = La nota está guardada.
staff-notice-retried = Se intenta otra vez ahora.
staff-notice-resolved = Está resuelto.
staff-notice-held = El caso está retenido.
staff-notice-released = El caso está liberado.
staff-notice-password = Su contraseña está cambiada. Sus demás sesiones están cerradas.
staff-notice-factor = Su segundo factor está listo. Sus demás sesiones están cerradas.
staff-notice-unset = Su segundo factor está quitado. Sus demás sesiones están cerradas.
staff-notice-gone = Pasó demasiado tiempo, o ya está hecho. Mire abajo.
staff-notice-ended = Está cerrada. Nadie puede usarla más.
staff-how-arrived = Llegó: lo entregué o lo revisé
staff-how-never = Nunca puede llegar
staff-choose-how = Elija lo que es cierto.
staff-notify-label = Mensaje: { $about }
staff-attempt-accepted = aceptado
staff-attempt-failed = { $class ->
    [permanent] rechazado del todo
    [transient] ahora no
   *[unknown] sin respuesta clara
} ({ $detail })
staff-waiting-for = Espera a: { $parts }
staff-begin-first = Primero comience otra vez: { $parts }. Esta parte solo puede ir después.
staff-next-try = { $why } Próximo intento: { $at }
audit-by-folder-of-services = carpeta de servicios
audit-by-command-line = línea de comandos
audit-signed_in = entró
audit-viewed_case = abrió el caso
audit-set_status = puso el estado
audit-wrote_note = escribió una nota
audit-retried_obligation = pidió otro intento de una entrega
audit-resolved_obligation = resolvió una entrega a mano
audit-opened_file = abrió un archivo
audit-exported = exportó casos
audit-erased_case = borró el caso
audit-published_service = publicó un servicio
audit-rolled_back_service = volvió a una versión anterior de un servicio
audit-retired_service = retiró un servicio
audit-paused_service = puso un servicio en pausa
audit-ended_pause = terminó la pausa de un servicio
audit-erased_answers = borró respuestas
audit-erased_drafts = borró borradores que nunca se enviaron
audit-held_case = puso el caso en retención legal
audit-released_case = liberó el caso de la retención legal
audit-changed_password = cambió su propia contraseña
audit-set_up_second_factor = configuró un segundo factor
audit-removed_second_factor = quitó su segundo factor
audit-codes_guessed = puso bien su contraseña y luego mal muchos códigos
audit-confirmed_identity = mostró otra vez quién es
audit-ended_sessions = cerró otras sesiones suyas
audit-staff_added = agregó a alguien al personal
audit-staff_removed = quitó a alguien del personal
audit-staff_password_set = dio a alguien una primera contraseña
audit-staff_factor_reset = quitó el segundo factor de alguien
audit-other = hizo otra cosa ({ $action })
about-submission_received = se recibió
about-hand_over_failed = una parte no salió bien
about-hand_over_arrived = una parte llegó al final
about-resume_link = enlace para seguir luego
about-draft_reminder = recordatorio
about-code = código de un solo uso
about-account = noticia de una cuenta del personal
staff-files = Documentos
staff-obligations-open = Todo lo que no tiene final
staff-obligations-due = Por intentar
staff-obligations-asking = Quizás llegó: preguntamos
staff-obligations-waiting = Espera a otra parte
staff-obligations-failed = Falló del todo, últimos 90 días
staff-filter-state = Estado
staff-filter-via = Va por
staff-filter-all-ways = Todos los conectores y canales
staff-computed = Calculado con las respuestas
