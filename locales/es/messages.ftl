## Mensajes por correo electrónico
mail-footer-why = Recibió este correo porque esta dirección se dio en { $site }.
mail-footer-genuine = Nunca pedimos su contraseña ni un pago por correo.
mail-footer-help = ¿Preguntas? Llame o escriba a { $agency }: { $phone } o { $email }.

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

mail-reminder-subject = Sus respuestas se borran el { $expires }
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

## La historia de un caso
event-submission_received = Lo recibimos
event-submission_received-text = Lo que envió está seguro con nosotros.
event-hand_over_accepted = { $part }: listo
event-hand_over_accepted-text = Su número allí: { $reference }
event-hand_over_failed = { $part }: esto no salió bien
event-hand_over_failed-text = No tiene que enviar nada otra vez. La agencia lo ve.
event-hand_over_unconfirmed-text = No pudimos confirmarlo a tiempo. La agencia lo ve y va a revisarlo.
event-status_changed = Estado nuevo: { $status }
event-notification_accepted = Le avisamos por { $channel }
event-notification_failed = No pudimos avisarle por { $channel }
event-obligation_resolved = Terminado a mano
event-obligation_retried = Se intentó otra vez
event-note_written = Nota
channel-email = correo electrónico
