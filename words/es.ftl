### Spanish, of Spain and for Mexico. Titles of measures stand in « » where a verb follows, for their gender and number are not known; names of periods
### stand in parentheses or after a colon, for a quarter or a week would want an article.

## Judgement: status, what the interval says, why a value is missing or not scored

status-on-target = Cumple
status-watch = En observación
status-off-target = No cumple
status-no-score = Sin puntuación
status-no-target = Sin meta

# What the interval of chance variation says about the plan, as a sentence.
verdict-met = Aun contando con el azar, se cumple el plan.
verdict-missed = Aun contando con el azar, no se cumple el plan.
verdict-uncertain = Contando con el azar, no puede saberse si se cumple el plan.

absence-no-data = Sin datos
absence-insufficient-history = Histórico insuficiente
absence-not-yet-due = Aún no corresponde
absence-withheld = No se muestra
absence-undefined = No calculable
# So many cases are still open that a statistic of how long they take is not known.
absence-not-reached = Aún no se conoce
# Of too few people to be shown.
absence-private = No se muestra
absence-withheld-n = No se muestra ({ $n } de los { $min_n } casos necesarios)
absence-not-reached-n = Aún no se conoce (casos todavía abiertos: { $open } de { $of })

doubt-provisional = Provisional
doubt-insufficient-data = Datos insuficientes
doubt-provisional-reason = Provisional ({ $reason })
doubt-insufficient-data-n = Datos insuficientes ({ $n } de los { $min_n } casos necesarios)

# Clauses in parentheses or after a colon.
provisional-data-begin = los datos empiezan el { $on }
provisional-stale = la fila más reciente es del { $last }
provisional-gap =
    { $longest ->
        [one] no hay filas desde el { $last }; hasta entonces, la pausa más larga había sido de { $longest } día
       *[other] no hay filas desde el { $last }; hasta entonces, la pausa más larga había sido de { $longest } días
    }
provisional-gap-alone = no hay filas desde el { $last }
provisional-immature = el plazo de muchos casos aún no ha vencido

## Time

duration-seconds =
    { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }
duration-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
duration-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
duration-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
duration-business-days =
    { $count ->
        [one] { $count } día hábil
       *[other] { $count } días hábiles
    }
duration-weeks =
    { $count ->
        [one] { $count } semana
       *[other] { $count } semanas
    }
duration-months =
    { $count ->
        [one] { $count } mes
       *[other] { $count } meses
    }
duration-quarters =
    { $count ->
        [one] { $count } trimestre
       *[other] { $count } trimestres
    }
duration-years =
    { $count ->
        [one] { $count } año
       *[other] { $count } años
    }

# What a value looks at, beside it: in parentheses or after a comma.
window-rolling =
    { $unit ->
        [second]
            { $count ->
                [one] último segundo
               *[other] últimos { $count } segundos
            }
        [minute]
            { $count ->
                [one] último minuto
               *[other] últimos { $count } minutos
            }
        [hour]
            { $count ->
                [one] última hora
               *[other] últimas { $count } horas
            }
        [day]
            { $count ->
                [one] último día
               *[other] últimos { $count } días
            }
        [business-day]
            { $count ->
                [one] último día hábil
               *[other] últimos { $count } días hábiles
            }
        [week]
            { $count ->
                [one] última semana
               *[other] últimas { $count } semanas
            }
        [month]
            { $count ->
                [one] último mes
               *[other] últimos { $count } meses
            }
        [quarter]
            { $count ->
                [one] último trimestre
               *[other] últimos { $count } trimestres
            }
        [year]
            { $count ->
                [one] último año
               *[other] últimos { $count } años
            }
       *[other] ventana móvil de { $length }
    }
window-since-month = desde { $month }
window-since = desde el { $first }
window-day = { $day }
window-days = del { $first } al { $last }
window-mixed = indicadores con ventanas distintas

## Head and foot of a document

head-title =
    { $level ->
        [operational] { $scorecard }, informe operativo – { $entity }, { $period }
        [tactical] { $scorecard }, informe táctico – { $entity }, { $period }
       *[strategic] { $scorecard } – { $entity }, { $period }
    }
head-as-of = Datos a { $date }
head-as-of-sentence = Datos a { $date }.
head-run = Ejecución { $id }
head-sources =
    Fuentes: { $sources }{ $more ->
        [0] {""}
       *[other] {" "}y { $more } más
    }
head-note = Nota:
head-page = Página { $page } de { $pages }
head-summary =
    { $scored ->
        [yes] { $scorecard }, { $entity }, { $period }: puntuación { $score }, cobertura del { $coverage }
       *[no] { $scorecard }, { $entity }, { $period }: sin puntuación, cobertura del { $coverage }
    }
head-attachment = Resultados de esta ejecución, sin redondear

notice-control = { $control } ({ $period }): { $value }, frente a { $ledger } en el libro mayor; la diferencia de { $difference } supera la admitida.
notice-moved = El último periodo completo aún no tiene filas; se muestra el último que sí las tiene: { $period }.
notice-provisional =
    { $measures ->
        [one] { $measures } indicador es provisional y no puntúa: { $reason }.
       *[other] { $measures } indicadores son provisionales y no puntúan: { $reason }.
    }
notice-incomplete =
    { $measures ->
        [one] { $measures } indicador es provisional y no puntúa: los datos del periodo ({ $period }) no están completos.
       *[other] { $measures } indicadores son provisionales y no puntúan: los datos del periodo ({ $period }) no están completos.
    }
notice-rejected =
    { $rows ->
        [one] No se pudo utilizar { $rows } fila de la fuente { $source }; véase la última página.
       *[other] No se pudieron utilizar { $rows } filas de la fuente { $source }; véase la última página.
    }

## Labels of columns and facts, and headings

label-measure = Indicador
label-unit = (unidad)
# Actual, plan and previous year in short; in charts the plan is PL and the forecast FC.
label-actual = Real
label-plan = Plan
label-previous-year = AA
label-delta = Δ Plan
label-delta-relative = Δ Plan %
label-variance = Desviación
label-bullet = Real y plan
label-trend = Tendencia
label-status = Estado
label-score = Puntuación
label-weight = Peso
# Number of cases.
label-cases = n
label-interval = Intervalo del 95 %
label-interval-first = Intervalo
label-interval-second = del 95 %
label-year-to-date = Acumulado del año
label-year-to-date-short = Acum.
label-year-end-short = Cierre
label-change = Variación
label-period = Periodo
label-what-happened = Qué ha pasado
label-comment = Comentario
label-owner = Responsable
label-initiatives = Iniciativas
label-source = Fuente
label-files = Archivos
label-rows = Filas
label-days = Fechas
label-remarks = Observaciones
label-drives = Impulsa
label-driven-by = Depende de
label-formula = Fórmula
label-events = Eventos
label-note = Nota
label-kind = Tipo
label-dated-by = Fecha según
label-interval-method = Intervalo
label-change-method = Variación
label-window = Ventana
label-over-time = Agregación temporal
label-smallest-sample = Muestra mínima
label-beside = Junto al valor
label-signals = Señales
label-outlook = Previsión de cierre

heading-exceptions = Excepciones
no-exceptions =
    { $of ->
        [nothing] No se ha podido puntuar ningún indicador.
        [part] Ningún indicador puntuado de este informe incumple ni está en observación.
       *[whole] Ningún indicador puntuado incumple ni está en observación.
    }
heading-what-changed = Qué ha cambiado
heading-attention = Requiere atención
label-attention-of = responsable, próxima iniciativa
heading-year-ends = Previsión de cierre
heading-statuses-moved = Cambios de estado
heading-signals-now = Señales
label-points = Puntos
label-before = Antes
label-now = Ahora
label-chance = Probabilidad
label-rate-effect = Efecto tasa
label-mix-effect = Efecto mix
heading-contents = Índice
heading-other-measures = Otros indicadores de este objetivo
heading-definitions = Definiciones
heading-data-quality = Calidad de los datos
nothing-left-out = No se ha excluido nada.

segment-total = Total
segment-other = resto
segment-not-stated = (sin especificar)

cohort-first-row = Primera fila
cohort-average = Media ponderada por tamaño
cohort-title =
    { $grain ->
        [week] Retención por cohorte y antigüedad en semanas
        [month] Retención por cohorte y antigüedad en meses
        [quarter] Retención por cohorte y antigüedad en trimestres
        [year] Retención por cohorte y antigüedad en años
       *[wave] Retención por cohorte y antigüedad en oleadas
    }
cohort-title-unit =
    { $grain ->
        [week] Retención por cohorte y antigüedad en semanas ({ $unit })
        [month] Retención por cohorte y antigüedad en meses ({ $unit })
        [quarter] Retención por cohorte y antigüedad en trimestres ({ $unit })
        [year] Retención por cohorte y antigüedad en años ({ $unit })
       *[wave] Retención por cohorte y antigüedad en oleadas ({ $unit })
    }
cohort-note = Casilla vacía: aún no observado.
cohort-note-newest = Casilla vacía: aún no observado. Se muestran las { $shown } cohortes más recientes de { $all }; la media es la de todas.

not-scored = se muestra, pero no puntúa
tag-coverage = cobertura del { $share }
tag-weight = peso del { $share }
tag-of-level =
    { $level ->
        [strategic]
            { $measures ->
                [one] { $measures } indicador estratégico
               *[other] { $measures } indicadores estratégicos
            }
        [tactical]
            { $measures ->
                [one] { $measures } indicador táctico
               *[other] { $measures } indicadores tácticos
            }
       *[operational]
            { $measures ->
                [one] { $measures } indicador operativo
               *[other] { $measures } indicadores operativos
            }
    }
# After an objective's heading and a comma: measures that count here and stand in another report.
tag-listed-elsewhere =
    { $also ->
        [yes] también a partir de { $measures }
       *[no] a partir de { $measures }
    }
# The heading of a measure whose rows belong to no entity, in the report of one.
tag-company-wide = { $title } (toda la empresa)
# Beneath the heading of the trends.
tag-periods =
    { $grain ->
        [week]
            { $count ->
                [one] { $count } semana
               *[other] { $count } semanas
            }
        [month]
            { $count ->
                [one] { $count } mes
               *[other] { $count } meses
            }
        [quarter]
            { $count ->
                [one] { $count } trimestre
               *[other] { $count } trimestres
            }
        [year]
            { $count ->
                [one] { $count } año
               *[other] { $count } años
            }
        [wave]
            { $count ->
                [one] { $count } oleada
               *[other] { $count } oleadas
            }
       *[none]
            { $count ->
                [one] { $count } periodo
               *[other] { $count } periodos
            }
    }

key = Real: valor real · Plan: plan (PL en los gráficos) · AA: año anterior · Δ Plan: real menos plan, en puntos si es un porcentaje. Desviación: Δ en proporción al plan, hacia la derecha si el real lo supera; en azul, favorable; en naranja, desfavorable. Real y plan: la barra es el real; la marca, el plan; el gris cambia donde cambia el estado. Cada tendencia tiene su propia escala. n: número de casos; el intervalo recoge la variación debida al azar. Cobertura: peso que se ha podido puntuar.
key-year = Acum.: acumulado del año · Cierre: previsión de cierre del año, si la hay y es lo bastante precisa.
key-to-date = Acum.: acumulado del año.
key-year-end = Cierre: previsión de cierre del año, si la hay y es lo bastante precisa.
scorecard-summary = Perspectivas y, dentro de ellas, los objetivos con sus indicadores, uno por fila; los gráficos repiten las cifras de su fila.

## Figures and units

unit-percent = %
unit-points = puntos
unit-days = días
unit-hours = horas
unit-minutes = minutos
unit-seconds = segundos
unit-thousands = miles
unit-millions = millones
unit-thousands-of = miles de { $unit }
unit-millions-of = millones de { $unit }
unit-thousands-labelled = miles de { $unit }
unit-millions-labelled = millones de { $unit }

# Numbers with their decimals: in some languages 6.3 has a form of its own.
quantity-points =
    { $value ->
        [one] { $value } punto
       *[other] { $value } puntos
    }
quantity-days =
    { $value ->
        [one] { $value } día
       *[other] { $value } días
    }
quantity-hours =
    { $value ->
        [one] { $value } hora
       *[other] { $value } horas
    }
quantity-minutes =
    { $value ->
        [one] { $value } minuto
       *[other] { $value } minutos
    }
quantity-seconds =
    { $value ->
        [one] { $value } segundo
       *[other] { $value } segundos
    }
quantity-labelled = { $value } { $unit }

figures-range = { $low } a { $high }
figures-with-plan = { $value } (plan: { $plan })
figures-of = { $part } de { $whole }

# Beneath a measure's name, joined by semicolons.
remark-value-of = valor del periodo: { $period }
remark-not-rolling = sin valor para varios periodos
remark-of-reported = Lo que figura aquí es de { $period }, el periodo del informe, sea cual sea el que elija Control.
remark-judged-to-date = se valora por el acumulado del año
remark-judged-to-date-by = se valora por el acumulado del año: { $value } (plan: { $plan })
remark-partly-in-window = la ventana tiene valor en { $with_value } de { $of } periodos
remark-partly-in-year = el acumulado del año tiene valor en { $with_value } de { $of } periodos
remark-not-renewed = meta sin renovar
remark-beside = { $name }: { $figure }
# Churn of a year at the pace of the period; the share of comments whose mood could be told.
beside-annualised = valor anualizado
beside-comments-scored = comentarios clasificados

## Sentences on a measure

sentence-absent = { $reason }: { $period }.
# Better and worse are meant for the measure, whichever way its figures go.
sentence-value =
    { $value } ({ $period }{ $windowed ->
        [yes] {","} { $window }
       *[no] {""}
    }){ $against ->
        [on-plan] {":"} en línea con el plan ({ $plan })
        [within] {":"} dentro del plan ({ $plan })
        [better] {":"} { $gap } mejor que el plan ({ $plan })
        [worse] {":"} { $gap } peor que el plan ({ $plan })
        [above] {":"} { $gap } por encima del plan ({ $plan })
        [below] {":"} { $gap } por debajo del plan ({ $plan })
       *[none] {""}
    }{ $before ->
        [known] {";"} antes, { $previous } ({ $previous_period })
        [within-chance] {";"} antes, { $previous } ({ $previous_period }); el cambio de { $change } puede deberse al azar
        [beyond-chance] {";"} antes, { $previous } ({ $previous_period }); el cambio de { $change } supera lo atribuible al azar
       *[none] {""}
    }.
sentence-judged-to-date = Se valora por el acumulado del año: { $value } (plan: { $plan }).
sentence-not-scored = { $doubt }: no puntúa.

note-initiative =
    { $title }: { $overdue ->
        [yes] fuera de plazo (vencía el { $due })
       *[no] vence el { $due }
    }{ $progressed ->
        [yes] {","} avance del { $progress }
       *[no] {""}
    }{ $owned ->
        [yes] {";"} responsable: { $owner }
       *[no] {""}
    }
note-comment =
    { $signed ->
        [by] { $period }: { $text } ({ $by })
        [date] { $period }: { $text } ({ $date })
        [both] { $period }: { $text } ({ $by }, { $date })
       *[none] { $period }: { $text }
    }
note-entered =
    { $signed ->
        [by] { $period }: valor introducido por { $by }
        [date] { $period }: valor introducido el { $date }
        [both] { $period }: valor introducido por { $by } el { $date }
       *[none] { $period }: valor introducido a mano
    }{ $evident ->
        [yes] {";"} evidencia: { $evidence }
       *[no] {""}
    }
note-behind = { $segments }: { $segment }, { $value } (n = { $n })
note-moved = { $segments }: { $segment }, { $value } (antes, { $previous })
note-drives = { $title } ({ $remarks })
note-opposite = en sentido contrario
note-later = { $lag } después
note-by = por { $by }

segment-note-window = Valores: { $window }.
segment-note-few = En gris: menos de { $min_n } casos, muy pocos para valorar el resultado.
segment-note-withheld = «No se muestra»: menos de { $smallest } casos, o dato oculto para que el de esos casos no pueda deducirse.
segment-note-changed =
    { $customers ->
        [one] { $customers } cliente ha cambiado de segmento desde el inicio y cuenta en el que tenía entonces.
       *[other] { $customers } clientes han cambiado de segmento desde el inicio y cuentan en el que tenían entonces.
    }

## Charts

chart-title =
    { $grain ->
        [week]
            { $count ->
                [one] Última semana
               *[other] Últimas { $count } semanas
            }
        [month]
            { $count ->
                [one] Último mes
               *[other] Últimos { $count } meses
            }
        [quarter]
            { $count ->
                [one] Último trimestre
               *[other] Últimos { $count } trimestres
            }
        [year]
            { $count ->
                [one] Último año
               *[other] Últimos { $count } años
            }
       *[wave]
            { $count ->
                [one] Última oleada
               *[other] Últimas { $count } oleadas
            }
    }
chart-title-window =
    { $grain ->
        [week]
            { $count ->
                [one] Última semana (ventana: { $window })
               *[other] Últimas { $count } semanas (ventana: { $window })
            }
        [month]
            { $count ->
                [one] Último mes (ventana: { $window })
               *[other] Últimos { $count } meses (ventana: { $window })
            }
        [quarter]
            { $count ->
                [one] Último trimestre (ventana: { $window })
               *[other] Últimos { $count } trimestres (ventana: { $window })
            }
        [year]
            { $count ->
                [one] Último año (ventana: { $window })
               *[other] Últimos { $count } años (ventana: { $window })
            }
       *[wave]
            { $count ->
                [one] Última oleada (ventana: { $window })
               *[other] Últimas { $count } oleadas (ventana: { $window })
            }
    }
chart-legend-limits = línea de puntos: límites de la variación normal y línea central
chart-legend-signals = con círculo: señales
chart-legend-forecast = FC: previsión, intervalo del 95 %
# At the right end of a line: plan, and forecast, in two letters.
chart-plan = PL { $value }
chart-forecast = FC { $value }
chart-alt-none = { $title }: sin valores en estos periodos.
chart-alt = { $title }: de { $first } ({ $first_period }) a { $last } ({ $last_period }). Mínimo: { $low } ({ $low_period }); máximo: { $high } ({ $high_period }).
chart-alt-plan = Plan al final: { $plan }.
chart-alt-limits = Variación normal: de { $low } a { $high }.
chart-alt-forecast = Previsión ({ $period }): { $value }.
chart-event =
    { $restarts ->
        [yes] { $letter } ({ $at }): { $note } (se reinician los límites)
       *[no] { $letter } ({ $at }): { $note }
    }

## Signals, trends and forecasts

# Clauses, joined by semicolons.
rule-beyond-limits =
    { $side ->
        [below] por debajo del límite inferior
       *[above] por encima del límite superior
    }
rule-run-of-8 =
    { $side ->
        [below] ocho o más valores seguidos por debajo de la línea central
       *[above] ocho o más valores seguidos por encima de la línea central
    }
rule-run-of-9 =
    { $side ->
        [below] nueve o más valores seguidos por debajo de la línea central
       *[above] nueve o más valores seguidos por encima de la línea central
    }
rule-two-of-three =
    { $side ->
        [above] dos de tres valores cerca del límite superior
        [below] dos de tres valores cerca del límite inferior
       *[none] dos de tres valores cerca de un límite
    }
rule-four-of-five =
    { $side ->
        [below] cuatro de cinco valores claramente por debajo de la línea central
       *[above] cuatro de cinco valores claramente por encima de la línea central
    }
rule-nearer-limit =
    { $side ->
        [above] tres de cuatro valores más cerca del límite superior que de la línea central
        [below] tres de cuatro valores más cerca del límite inferior que de la línea central
       *[none] tres de cuatro valores más cerca de un límite que de la línea central
    }
rule-trend-of-6 =
    { $side ->
        [below] seis o más valores seguidos en descenso
       *[above] seis o más valores seguidos en ascenso
    }
rule-alternating = catorce o más valores seguidos que alternan subidas y bajadas
rule-inside = quince o más valores seguidos cerca de la línea central
rule-outside = ocho o más valores seguidos lejos de la línea central, a ambos lados

rule-name-beyond-limits = un valor fuera de los límites
rule-name-run-of-8 = ocho seguidos a un lado de la línea central
rule-name-run-of-9 = nueve seguidos a un lado de la línea central
rule-name-two-of-three = dos de tres cerca de un mismo límite
rule-name-four-of-five = cuatro de cinco claramente a un lado de la línea central
rule-name-nearer-limit = tres de cuatro más cerca de un mismo límite que de la línea central
rule-name-trend-of-6 = seis seguidos en ascenso o en descenso
rule-name-alternating = catorce seguidos que alternan subidas y bajadas
rule-name-inside = quince seguidos cerca de la línea central
rule-name-outside = ocho seguidos lejos de la línea central, a ambos lados

method-ses = suavizado exponencial simple
method-drift = deriva
method-holt = tendencia lineal de Holt
method-seasonal-naive = ingenuo estacional

signal-normal = dentro de la variación normal
signal-fired = señal: { $rules }
signal-normal-within = Dentro de la variación normal, de { $low } a { $high }.
signal-normal-yet-changed = Aun así, dentro de la variación normal, de { $low } a { $high }.
signal-fired-beyond = Señal: { $rules } (la variación normal va de { $low } a { $high }).

ahead-trend =
    { $grain ->
        [week]
            { $rising ->
                [yes] Tendencia al alza: { $by } por semana a lo largo de { $periods } semanas.
               *[no] Tendencia a la baja: { $by } por semana a lo largo de { $periods } semanas.
            }
        [month]
            { $rising ->
                [yes] Tendencia al alza: { $by } al mes a lo largo de { $periods } meses.
               *[no] Tendencia a la baja: { $by } al mes a lo largo de { $periods } meses.
            }
        [quarter]
            { $rising ->
                [yes] Tendencia al alza: { $by } por trimestre a lo largo de { $periods } trimestres.
               *[no] Tendencia a la baja: { $by } por trimestre a lo largo de { $periods } trimestres.
            }
        [year]
            { $rising ->
                [yes] Tendencia al alza: { $by } al año a lo largo de { $periods } años.
               *[no] Tendencia a la baja: { $by } al año a lo largo de { $periods } años.
            }
       *[wave]
            { $rising ->
                [yes] Tendencia al alza: { $by } por oleada a lo largo de { $periods } oleadas.
               *[no] Tendencia a la baja: { $by } por oleada a lo largo de { $periods } oleadas.
            }
    }
ahead-year =
    { $total ->
        [yes] Previsión del total anual ({ $year }): { $value }, entre { $low } y { $high }
       *[no] Previsión de cierre ({ $year }): { $value }, entre { $low } y { $high }
    }{ $planned ->
        [band] {";"} plan: de { $plan } a { $plan_high }
        [value] {";"} plan: { $plan }
       *[none] {""}
    }{ $chanced ->
        [below] {";"} probabilidad de cumplirlo, según el modelo: menos del { $chance }
        [above] {";"} probabilidad de cumplirlo, según el modelo: más del { $chance }
        [about] {";"} probabilidad de cumplirlo, según el modelo: { $chance }
       *[none] {""}
    }{ $wanted ->
        [yes] {";"} ritmo necesario desde ahora: { $required } { $grain ->
            [week] por semana
            [month] al mes
            [quarter] por trimestre
            [year] al año
           *[wave] por oleada
        }
       *[no] {""}
    } (método: { $method }).
ahead-too-wide = El intervalo de la previsión de cierre ({ $year }) es demasiado amplio para sacar conclusiones.

## Qué ha cambiado, y si el proceso cumple la meta

changed-score =
    { $moved ->
        [up] La puntuación subió de { $before } a { $after } ({ $by }) respecto al periodo anterior ({ $period }).
        [down] La puntuación bajó de { $before } a { $after } ({ $by }) respecto al periodo anterior ({ $period }).
       *[level] La puntuación se mantiene en { $after } respecto al periodo anterior ({ $period }).
    }
changed-no-score = No hay puntuación del periodo anterior ({ $period }) con la que comparar.
changed-weights = Pesos, e indicadores que entran o salen
changed-others =
    { $measures ->
        [one] { $measures } indicador más
       *[other] { $measures } indicadores más
    }
changed-no-status =
    { $of ->
        [nothing] En el periodo anterior no hay ningún estado con el que comparar.
        [part] Ningún estado de este informe ha cambiado desde el periodo anterior.
       *[whole] Ningún estado ha cambiado desde el periodo anterior.
    }
changed-was =
    { $moved ->
        [up] sube desde { $score }
        [down] baja desde { $score }
       *[level] igual que antes
    }
assurance-will-meet = Con el proceso actual, la meta se cumplirá: los límites quedan en el lado favorable.
assurance-will-miss = Con el proceso actual, la meta no se cumplirá: los límites no la alcanzan.
assurance-hit-or-miss = Con el proceso actual, unas veces se cumplirá la meta y otras no: la meta queda dentro de los límites.
assurance-too-few = Hay muy pocos periodos para saber si el proceso cumple la meta.
assurance-no-target = No hay meta con la que comparar el proceso.
assurance-word-will-meet = se cumplirá con el proceso actual
assurance-word-will-miss = no se cumplirá con el proceso actual
assurance-word-hit-or-miss = con el proceso actual, unas veces sí y otras no
tally-on-target =
    { $measures ->
        [one] { $measures } cumple
       *[other] { $measures } cumplen
    }
tally-watch = { $measures } en observación
tally-off-target =
    { $measures ->
        [one] { $measures } no cumple
       *[other] { $measures } no cumplen
    }
year-end-figures =
    { $value } ({ $low } a { $high }){ $planned ->
        [band] {","} plan: de { $plan } a { $plan_high }
        [value] {","} plan: { $plan }
       *[none] {""}
    }
year-end-chance =
    { $chanced ->
        [below] menos del { $chance }
        [above] más del { $chance }
       *[about] { $chance }
    }

## Exceptions, decisions and approvals

exception-no-comment = Aún sin comentario.
exception-same-comment = El mismo texto que en el periodo anterior ({ $period }).
exception-no-initiative = Ninguna iniciativa apoya este objetivo.
exception-more-initiatives =
    { $initiatives ->
        [one] y { $initiatives } iniciativa más
       *[other] y { $initiatives } iniciativas más
    }
exception-pace =
    { $behind ->
        [yes] Ha transcurrido el { $time } del plazo: va con retraso
       *[no] Ha transcurrido el { $time } del plazo
    }
exception-spent = Gastado: { $spent } de { $budget } { $currency }
exception-next-step =
    { $overdue ->
        [yes] Siguiente paso: { $title }, vencía el { $due }
       *[no] Siguiente paso: { $title }, vence el { $due }
    }
exception-run = Evolución
exception-decisions = Decisiones
exception-decision = Decisión
exception-decision-by = Responsable
exception-decision-due = Fecha límite
exception-decision-period = Tomada en
exception-approvals = Aprobaciones
exception-approval =
    { $dated ->
        [yes] { $by }, { $date }
       *[no] { $by }
    }
role-prepared = Elaborado por
role-reviewed = Revisado por
role-approved = Aprobado por

## Strategy map

map-title = Mapa estratégico
map-mission = Misión
map-vision = Visión
map-key = La flecha va de lo que impulsa a lo impulsado.
map-key-lag = El plazo que figura en ella es lo que tarda en notarse el efecto.
map-key-opposite = Discontinua y con «−»: más de lo uno significa menos de lo otro.
map-key-measures = Fina: solo están vinculados indicadores de los dos objetivos.
# For those who do not see the map.
map-alt =
    { $objectives ->
        [one] Mapa de { $objectives } objetivo
       *[other] Mapa de { $objectives } objetivos
    } en { $perspectives ->
        [one] { $perspectives } perspectiva.
       *[other] { $perspectives } perspectivas.
    }
# $steps are map-alt-start and map-alt-step, one after another.
map-alt-chain = Cadena: { $steps }.
map-alt-start = { $title } ({ $status }, { $score })
map-alt-step =
    { $opposite ->
        [yes] impulsa, en sentido contrario, { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {" "}al cabo de { $lag }
           *[no] { "" }
        }
       *[no] impulsa { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {" "}al cabo de { $lag }
           *[no] { "" }
        }
    }
map-alt-alone = Sin vínculo: { $steps }.

## The message line

line-nothing = No se ha podido puntuar ningún indicador ({ $period }).
line-off =
    { $brief ->
        [yes] «{ $title }»: { $course ->
            [steady-miss] de forma sostenida { $by } peor que el plan; con el proceso actual no se cumplirá
           *[other] { $gap ->
                [better] { $by } mejor que el plan
                [worse] { $by } peor que el plan
               *[at-plan] en línea con el plan
            }{ $run ->
                [off] {","} sin cumplir la meta
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} al menos { $running } periodos seguidos
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {""} { $running } periodos seguidos
                }
            }
        }{ $course ->
            [steady-chance] {";"} unas veces se cumplirá y otras no
            [chance] {" "}({ $signal })
           *[other] {""}
        }{ $others ->
            [some] {";"} no cumplen { $off } de { $total }
            [all] {";"} no cumple ninguno de los { $total }
           *[none] {""}
        }
       *[no] { $course ->
            [steady-miss] «{ $title }» va de forma sostenida { $by } peor que el plan: con el proceso actual no se cumplirá
           *[other] «{ $title }» { $gap ->
                [better] va { $by } mejor que el plan
                [worse] va { $by } peor que el plan
               *[at-plan] está en línea con el plan
            }{ $run ->
                [off] {","} sin cumplir la meta
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} desde hace al menos { $running } periodos consecutivos
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                    [2] {""} por segundo periodo consecutivo
                    [3] {""} por tercer periodo consecutivo
                    [4] {""} por cuarto periodo consecutivo
                    [5] {""} por quinto periodo consecutivo
                    [6] {""} por sexto periodo consecutivo
                    [7] {""} por séptimo periodo consecutivo
                    [8] {""} por octavo periodo consecutivo
                    [9] {""} por noveno periodo consecutivo
                    [10] {""} por décimo periodo consecutivo
                    [11] {""} por undécimo periodo consecutivo
                    [12] {""} por duodécimo periodo consecutivo
                   *[other] {""} y ya van { $running } periodos consecutivos
                }
            }
        }{ $course ->
            [steady-chance] {";"} con el proceso actual, unas veces se cumplirá y otras no
            [chance] {" "}({ $signal })
           *[other] {""}
        }{ $others ->
            [some] {";"} { $off } de los { $total } indicadores no cumplen
            [all] {";"} no cumple ninguno de los { $total } indicadores
           *[none] {""}
        }
    }.
line-praise =
    { $brief ->
        [yes] «{ $best }»: { $best_by } mejor que el plan
       *[no] «{ $best }» va { $best_by } mejor que el plan
    }.
line-watch =
    { $brief ->
        [yes] Sin incumplimientos; en observación: «{ $title }», { $gap ->
            [better] { $by } mejor que el plan
            [worse] { $by } peor que el plan
           *[at-plan] en línea con el plan
        }{ $chanced ->
            [yes] {" "}({ $signal })
           *[no] {""}
        }{ $more ->
            [0] {""}
            [1] {","} y uno más
           *[other] {","} y otros { $more }
        }
       *[no] No hay incumplimientos; en observación: «{ $title }», { $gap ->
            [better] { $by } mejor que el plan
            [worse] { $by } peor que el plan
           *[at-plan] en línea con el plan
        }{ $chanced ->
            [yes] {" "}({ $signal })
           *[no] {""}
        }{ $more ->
            [0] {""}
            [1] {","} y uno más
           *[other] {","} y otros { $more }
        }
    }.
line-one = «{ $title }» cumple su meta.
line-all = Los { $total } indicadores puntuados cumplen su meta.
line-all-and-best =
    { $brief ->
        [yes] Los { $total } puntuados cumplen su meta; «{ $best }»: { $best_by } mejor que el plan
       *[no] Los { $total } indicadores puntuados cumplen su meta; «{ $best }» va { $best_by } mejor que el plan
    }.

## Definitions

interval-none = ninguno
interval-wilson = Wilson
interval-corrected = Wilson, con la corrección de Rogan y Gladen
interval-adjusted-wald = Wald ajustado
interval-garwood = Garwood
interval-mean = t de Student
interval-ratio = error estándar de la razón
interval-survival = Greenwood, log-log
interval-normal = método delta
interval-order = estadísticos de orden

change-wilson = Newcombe (1998)
change-corrected = Newcombe (1998), a partir de los límites corregidos
change-wald = normal, a partir de los errores estándar de Wald
change-garwood = límites de Garwood, elevados al cuadrado y sumados (Zou y Donner 2008)
change-welch = Welch (1947)
change-ratio = normal, a partir de los errores estándar de las razones

pooling-flow = los periodos se suman
pooling-pool = los componentes se suman y la fórmula se aplica a sus sumas
pooling-recompute = se vuelve a calcular con las filas del periodo más largo
pooling-last = valor del último periodo
pooling-none = estado al final de cada periodo; sin valor para varios periodos juntos

scored-distance = distancia a la meta en relación con el recorrido desde la línea base hasta la última meta del año
scored-attainment = cumplimiento, real ÷ meta
scored-attainment-inverse = cumplimiento, meta ÷ real
scored-attainment-or-met = cumplimiento, real ÷ meta; si la meta es 0 o menos: { $met }
scored-attainment-inverse-or-met = cumplimiento, meta ÷ real; si la meta es 0 o menos: { $met }
scored-band = 100 dentro de la banda; desciende hasta 0 en sus límites exteriores
scored-goal-red-flag = desde el umbral de alarma hasta la meta
scored-met-tolerance = 100 si se alcanza o mejora la meta; desciende hasta 0 a lo largo de la tolerancia
scored-met = 100 si se alcanza o mejora la meta; si no, 0

judged-goal = cumple si alcanza o mejora la meta; en observación si alcanza o mejora el umbral de alarma
judged-edges = cumple desde { $on_target }; en observación desde { $watch }
judged-tolerance = cumple si alcanza o mejora el plan; en observación dentro de la tolerancia

definition-part-of = { $part } (parte de { $source })
definition-kind = { $kind } ({ $keys })
definition-interval = { $method }, 95 %
definition-change = { $method }; los casos de ambos periodos se consideran independientes
# A measure as a manager says it: $reading is its formula in words.
definition-words =
    { $grain ->
        [week] Semana a semana: { $meaning }.
        [month] Mes a mes: { $meaning }.
        [quarter] Trimestre a trimestre: { $meaning }.
        [year] Año a año: { $meaning }.
       *[wave] Oleada a oleada: { $meaning }.
    }
definition-words-window = { $meaning }; { $window }.
definition-words-only = Solo las filas de «{ $source }» donde «{ $condition }».
definition-window = ventana móvil de { $length }, hasta el final del periodo
definition-window-all = todo desde la primera fila o desde que empieza el histórico
definition-window-of = { $measure }: { $window }
definition-signals-none = ninguna regla
definition-signals = { $rules }; límites en la media ± 2,66 veces el rango móvil medio
definition-signals-from = { $rules }; límites en la media ± 2,66 veces el rango móvil medio desde el { $from }
definition-forecast-chosen = método con el menor error absoluto medio en una prueba retrospectiva
definition-forecast-none = ninguna
definition-beside = { $name }: { $formula }

# In formulas, between or before their parts.
formula-and = y
formula-or = o
formula-not = no
formula-if = si
formula-else = si no,
formula-otherwise = en otro caso
formula-least = el menor de
formula-greatest = el mayor de
formula-coalesce = el primero con valor de
formula-nullif = nada si son iguales; si no, el primero de

## Data quality

rows-join = combinación de { $left } con { $others }
rows-part = parte de { $of }
rows-query = consulta sobre { $sources }
rows-entered = definición y notas
# The values of a measure that are entered, among the names of sources.
source-entered = { $measure } (introducido)

source-ragged =
    { $rows ->
        [one] { $rows } fila tiene más celdas que su cabecera y se ha excluido.
       *[other] { $rows } filas tienen más celdas que su cabecera y se han excluido.
    }
source-short =
    { $rows ->
        [one] { $rows } fila termina antes de tiempo: sus últimas celdas quedan vacías.
       *[other] { $rows } filas terminan antes de tiempo: sus últimas celdas quedan vacías.
    }
source-undated =
    { $rows ->
        [one] { $rows } fila lleva el código de «sin fecha» y se ha excluido.
       *[other] { $rows } filas llevan el código de «sin fecha» y se han excluido.
    }
source-unreadable =
    { $rows ->
        [one] { $rows } fila tiene la fecha o la clave ilegible y se ha excluido.
       *[other] { $rows } filas tienen la fecha o la clave ilegible y se han excluido.
    }
source-repeated =
    { $rows ->
        [one] Se ha eliminado { $rows } fila repetida.
       *[other] Se han eliminado { $rows } filas repetidas.
    }
source-superseded =
    { $rows ->
        [one] { $rows } fila ha quedado sustituida por otra con su misma clave.
       *[other] { $rows } filas han quedado sustituidas por otra con su misma clave.
    }
source-filtered =
    { $rows ->
        [one] { $rows } fila ha quedado excluida por los filtros de la definición.
       *[other] { $rows } filas han quedado excluidas por los filtros de la definición.
    }
source-after-as-of =
    { $rows ->
        [one] { $rows } fila es posterior a la fecha del informe y aún no cuenta.
       *[other] { $rows } filas son posteriores a la fecha del informe y aún no cuentan.
    }
source-no-customer =
    { $rows ->
        [one] { $rows } fila no tiene cliente: cuenta en los totales, pero no por cliente.
       *[other] { $rows } filas no tienen cliente: cuentan en los totales, pero no por cliente.
    }
source-no-customer-amounts = Importes de las filas sin cliente: { $amounts }.
source-reversed =
    { $cases ->
        [one] { $cases } caso termina antes de empezar y se excluye de «{ $measure }».
       *[other] { $cases } casos terminan antes de empezar y se excluyen de «{ $measure }».
    }
source-outside-scale =
    { $answers ->
        [one] { $answers } respuesta está fuera de la escala y se excluye de «{ $measure }».
       *[other] { $answers } respuestas están fuera de la escala y se excluyen de «{ $measure }».
    }
source-unmatched =
    { $rows ->
        [one] { $rows } fila no tiene correspondencia en { $source }{ $required ->
            [yes] {" "}y se ha excluido
           *[no] {""}
        }
       *[other] { $rows } filas no tienen correspondencia en { $source }{ $required ->
            [yes] {" "}y se han excluido
           *[no] {""}
        }
    }{ $told ->
        [yes] {" "}(primeros casos: { $keys })
       *[no] {""}
    }.
cells-unreadable =
    { $cells ->
        [one] { $cells } celda de { $column } no se ha podido leer
       *[other] { $cells } celdas de { $column } no se han podido leer
    }{ $told ->
        [yes] {" "}(primeros casos: { $places })
       *[no] {""}
    }.
cells-out-of-range =
    { $cells ->
        [one] { $cells } celda de { $column } queda fuera del rango admitido.
       *[other] { $cells } celdas de { $column } quedan fuera del rango admitido.
    }
cells-absent =
    { $cells ->
        [one] { $cells } celda de { $column } lleva un código de «sin respuesta».
       *[other] { $cells } celdas de { $column } llevan un código de «sin respuesta».
    }
cells-not-applicable =
    { $cells ->
        [one] { $cells } celda de { $column } lleva un código de «no procede».
       *[other] { $cells } celdas de { $column } llevan un código de «no procede».
    }
cells-shown-twice =
    { $times ->
        [one] { $times } hora de { $column } se da dos veces por el cambio de hora: se toma la primera.
       *[other] { $times } horas de { $column } se dan dos veces por el cambio de hora: se toma la primera.
    }
cells-skipped =
    { $times ->
        [one] { $times } hora de { $column } no existe por el cambio de hora: se adelanta.
       *[other] { $times } horas de { $column } no existen por el cambio de hora: se adelantan.
    }
cells-ambiguous =
    { $cells ->
        [one] { $cells } celda de { $column } podría ser otro día con un formato posterior de la lista.
       *[other] { $cells } celdas de { $column } podrían ser otros días con un formato posterior de la lista.
    }
cells-adding-nothing =
    { $rows ->
        [one] { $rows } fila no tiene { $column } y no suma nada.
       *[other] { $rows } filas no tienen { $column } y no suman nada.
    }

cells-of-none =
    { $rows ->
        [one] { $rows } fila no tiene { $column } y queda fuera donde este dato distingue los casos.
       *[other] { $rows } filas no tienen { $column } y quedan fuera donde este dato distingue los casos.
    }

## Qué es cada indicador, en una frase

statistic-mean = media
statistic-median = valor central (mediana)
statistic-percentile = percentil { $p } (cerca del { $p } % de los valores no lo superan)
step-first-row = la primera fila
step-later-row = cualquier fila de un día posterior
step-first-where = la primera fila donde «{ $condition }»
step-where = una fila donde «{ $condition }», ese mismo día o después
cancellations-unsaid = {""}
cancellations-by-customer = ; cancelaciones del cliente: no cuentan
cancellations-by-supplier = ; cancelaciones del proveedor: cuentan como incumplimientos
cancellations-by-either = ; cancelaciones del cliente: no cuentan; del proveedor: cuentan como incumplimientos
aggregate =
    «{ $text }»{ $sourced ->
        [yes] {" "}de «{ $source }»
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}donde «{ $condition }»
       *[no] {""}
    }
meaning-sum = suma de «{ $value }» en las filas de «{ $source }»
meaning-count = número de filas de «{ $source }»
meaning-count-where = número de filas de «{ $source }» donde «{ $condition }»
meaning-distinct = número de valores distintos de «{ $value }» en las filas de «{ $source }»
meaning-of = { $statistic } de «{ $value }» en las filas de «{ $source }» que tienen valor
meaning-weighted-mean = media de «{ $value }», ponderada por «{ $weight }», en las filas de «{ $source }»
meaning-minimum = valor más bajo de «{ $value }» en las filas de «{ $source }»
meaning-maximum = valor más alto de «{ $value }» en las filas de «{ $source }»
meaning-balance = suma de «{ $value }» para todos los valores de «{ $per }»; se toma: { $row }
meaning-share = filas de «{ $source }» donde «{ $of }» ÷ todas las filas de «{ $source }»
meaning-share-among = filas de «{ $source }» donde «{ $among }» y «{ $of }» ÷ filas donde «{ $among }»
meaning-share-of-segments = segmentos de «{ $measure }» por «{ $by }» donde «{ $of }» ÷ todos sus segmentos con valor
meaning-share-among-segments = segmentos de «{ $measure }» por «{ $by }» donde «{ $among }» y «{ $of }» ÷ sus segmentos donde «{ $among }»
meaning-ratio = { $numerator } ÷ { $denominator }
meaning-ratio-paired = { $numerator } ÷ { $denominator }, en las filas que tienen ambos valores
meaning-per = { $per } × { $rate }
meaning-of-measures = { $reading }
meaning-entered = cifra introducida a mano
meaning-entered-of = cifras introducidas a mano; si hay varias en un periodo: { $rows }
meaning-entered-in = «{ $value }», como figura en «{ $source }»
meaning-entered-in-of = «{ $value }», como figura en «{ $source }»; si hay varias filas en un periodo: { $rows }
meaning-judgement = valoración que dan las personas, de 0 a { $best }
meaning-conversion = número de «{ $entity }» con conversión en plazo ÷ número de «{ $entity }» con inicio y el plazo ya acabado; plazo: { $within }; inicio: { $from }; conversión: { $to }
meaning-retention = clientes activos al inicio y al final ÷ clientes activos al inicio; activo: { $active }
meaning-churn = clientes activos al inicio y ya no al final ÷ clientes activos al inicio; activo: { $active }
meaning-contracts-kept = clientes con contrato al inicio y al final ÷ clientes con contrato al inicio
meaning-contracts-ended = clientes con contrato al inicio y sin él al final ÷ clientes con contrato al inicio
meaning-renewed = contratos vencidos que se renovaron ÷ contratos vencidos; solo con el plazo de gracia acabado: { $grace }
meaning-not-renewed = contratos vencidos que no se renovaron ÷ contratos vencidos; solo con el plazo de gracia acabado: { $grace }
meaning-snapshot-kept = clientes del periodo sin ninguna fila donde «{ $condition }» ÷ clientes con alguna fila en el periodo
meaning-snapshot-left = clientes del periodo con alguna fila donde «{ $condition }» ÷ clientes con alguna fila en el periodo
meaning-active = número de clientes activos; activo: { $active }
meaning-new = número de clientes nuevos; nuevo: { $new }
meaning-reactivated = número de clientes activos al final que habían dejado de serlo; inactivo: { $lapsed }; activo: { $active }
meaning-reactivation = clientes inactivos que al final están activos ÷ clientes inactivos al inicio; inactivo: { $lapsed }; activo: { $active }
meaning-cohort = clientes retenidos de las cohortes ÷ todos los clientes de las cohortes; cohorte: { $cohort }; retenido: { $kept }
meaning-revenue-net = suma de «{ $revenue }» al final ÷ suma de «{ $revenue }» al inicio, ambas de los clientes con más de 0 al inicio; activo: { $active }
meaning-revenue-gross = suma de «{ $revenue }» al final, sin lo que supera a la del inicio ÷ suma de «{ $revenue }» al inicio, ambas de los clientes con más de 0 al inicio; comparación: { $netting }; activo: { $active }
meaning-revenue-per-customer = suma de «{ $revenue }» de los clientes identificados ÷ número de clientes ({ $base })
meaning-order-value = suma de «{ $revenue }» ÷ número de valores distintos de «{ $order }»
meaning-purchase-frequency = número de valores distintos de «{ $order }» de los clientes identificados ÷ número de clientes ({ $base })
meaning-lifetime-of-margin = valor actual de lo que aportará un cliente, sin límite de tiempo; margen de un periodo: «{ $margin }»; proporción de clientes que siguen: «{ $retention }»; por periodo: descuento { $discount } %, crecimiento { $growth } %; primer pago: { $first }
meaning-lifetime-of-periods = valor actual de lo que aportará un cliente; cuentan: { $horizon }; margen de un periodo: «{ $margin }»; proporción de clientes que siguen: «{ $retention }»; por periodo: descuento { $discount } %, crecimiento { $growth } %; primer pago: { $first }
meaning-lifetime-of-purchases = { $margin } % de la media de «{ $revenue }» que se espera de un cliente, según modelos de las compras hasta la fecha (BG/NBD, Gamma-Gamma); horizonte: { $ahead }
meaning-profit = { $statistic } del beneficio por cliente; beneficio: { $profit }
meaning-unprofitable = clientes con beneficio inferior a 0 ÷ clientes con alguna fila en el periodo; beneficio: { $profit }
meaning-loss = suma de los beneficios por cliente inferiores a 0; beneficio: { $profit }
meaning-on-time = filas de «{ $source }» entregadas a más tardar el día prometido ÷ filas del periodo cuyo día prometido ya ha llegado{ $cancelled }
meaning-on-time-with-grace = filas de «{ $source }» entregadas a más tardar el día prometido o dentro del plazo de gracia ÷ filas del periodo cuyo día prometido ya ha llegado; plazo de gracia: { $grace }{ $cancelled }
meaning-on-time-by-the-clock = filas de «{ $source }» entregadas a más tardar a la hora prometida o dentro del plazo de gracia ÷ filas del periodo cuyo día prometido ya ha llegado; plazo de gracia: { $grace }{ $cancelled }
meaning-otif-orders = pedidos con todas sus líneas a tiempo y completas ÷ pedidos del periodo cuyo día prometido ya ha llegado; a tiempo: { $on_time }; completa: { $in_full }{ $cancelled }
meaning-otif-lines = líneas a tiempo y completas ÷ líneas del periodo cuyo día prometido ya ha llegado; a tiempo: { $on_time }; completa: { $in_full }{ $cancelled }
meaning-otif-units = unidades entregadas a tiempo, sin pasar de las pedidas ÷ unidades pedidas, de las líneas del periodo cuyo día prometido ya ha llegado; a tiempo: { $on_time }{ $cancelled }
meaning-lead-time = { $statistic } del tiempo de «{ $from }» a «{ $to }» de los casos terminados; se cuentan: { $clock }
meaning-resolution-time = { $statistic } del tiempo de «{ $from }» a «{ $to }»; casos abiertos: { $open }; se cuentan: { $clock }
meaning-first-contact = tickets resueltos con un solo contacto y sin repetición ÷ tickets con el plazo de repetición ya acabado; plazo: { $within }; tasa: { $rate }
meaning-first-contact-resolved = tickets resueltos con un solo contacto, con «{ $resolved }» en plazo y sin repetición ÷ tickets con el plazo ya acabado; plazo: { $within }; tasa: { $rate }
meaning-backlog = número de casos abiertos («{ $opened }») hasta el final del periodo y no cerrados («{ $closed }») hasta entonces
meaning-returned-of-sales = vendido y devuelto en plazo ÷ vendido; solo ventas con el plazo de devolución acabado; plazo: { $within }
meaning-returned-in-period = devuelto en el periodo ÷ vendido en el periodo
meaning-defects-by-row = suma de «{ $defective }» ÷ número de filas de «{ $source }»
meaning-defects-by-quantity = suma de «{ $defective }» ÷ suma de «{ $inspected }»
meaning-quality-cost-per-order = coste de la mala calidad ({ $costs }) ÷ número de pedidos ({ $base })
meaning-quality-cost-of-sales = coste de la mala calidad ({ $costs }) ÷ ventas netas ({ $base })
meaning-complaints = reclamaciones ({ $complaints }) ÷ base ({ $exposure })
meaning-abandoned = llamadas abandonadas ÷ llamadas entrantes; llamadas cortas: { $short }
meaning-in-time = llamadas atendidas en plazo ÷ llamadas que cuentan; plazo: { $within }; llamadas abandonadas: { $abandoned }; llamadas cortas: { $short }
meaning-in-time-or-abandoned = llamadas atendidas o abandonadas en plazo ÷ llamadas que cuentan; plazo: { $within }; llamadas abandonadas: { $abandoned }; llamadas cortas: { $short }
meaning-nps = 100 × (promotores − detractores) ÷ respuestas; «{ $score }» de { $low } a 10: promotores desde 9, detractores por debajo de 7
meaning-answers = { $best } ÷ todas las respuestas de { $low } a { $high } («{ $score }»)
meaning-mean-answer = media de las respuestas de { $low } a { $high } («{ $score }»)
meaning-net-ease = 100 × (los tres grados más fáciles − los tres más difíciles) ÷ todas las respuestas de { $low } a { $high } («{ $score }»)
meaning-weighted = { $counted }; cada respuesta cuenta según su peso «{ $weight }»
meaning-last-of = { $counted }; de cada «{ $whose }», solo la última respuesta
meaning-responses = invitaciones entregadas donde «{ $completed }» ÷ invitaciones entregadas ({ $invited })
meaning-mood-net = 100 × (comentarios positivos − comentarios negativos) ÷ comentarios clasificados
meaning-mood-positive = comentarios positivos ÷ comentarios clasificados
meaning-mood-negative = comentarios negativos ÷ comentarios clasificados
meaning-corrected = { $counted }; corregido por los errores de la clasificación: { $by }

## Components of measures, in formulas
# Lower case: they stand within a formula or a sentence.

title-rows = filas
title-rows-with-value = filas con valor
title-values = valores
title-sum-of = suma de { $of }
title-in-seconds = { $of } en segundos
title-sum-of-squares-of = suma de los cuadrados de { $of }
title-sum-of-squared = suma de { $of }²
title-sum-of-weighted = suma de { $of } × peso
title-sum-of-weights = suma de los pesos
title-values-of = valores de { $of }
title-different-values-of = valores distintos de { $of }
title-last-of-each = último valor de { $value } por { $per }
title-median-of = mediana de { $of }
title-mean-of = media de { $of }
title-minimum-of = mínimo de { $of }
title-maximum-of = máximo de { $of }
title-percentile-of = p{ $p } de { $of }
title-from-to = { $from } a { $to }
title-expression =
    { $text }{ $seconds ->
        [yes] {" "}en segundos
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}donde { $condition }
       *[no] {""}
    }
title-as-written = { $text }
title-rows-where = filas donde { $condition }
title-denominator-rows = filas del denominador
title-reversed = casos que terminan antes de empezar
title-cluster-count = número de conglomerados
title-cluster-sum-numerator = Σ numerador
title-cluster-sum-denominator = Σ denominador
title-cluster-sum-numerator-squared = Σ numerador²
title-cluster-sum-products = Σ numerador × denominador
title-cluster-sum-denominator-squared = Σ denominador²
title-entered = valor introducido
title-open-at-end = casos pendientes al final
title-active-customers = clientes activos
title-new-customers = clientes nuevos
title-customers-at-opening = clientes al inicio
title-customers-stayed = clientes que siguen
title-customers-left = clientes perdidos
title-customers-back = clientes que han vuelto
title-customers-lapsed = clientes inactivos al inicio
title-customers-with-row = clientes con alguna fila
title-customers-before = clientes del periodo anterior
title-customers-now = clientes del periodo
title-customers-last = clientes del último periodo
title-customers-of-snapshot = clientes de la instantánea
title-cohort-kept = clientes que siguen tras { $after }
title-cohort-size = clientes de las cohortes
title-contracts-renewed = contratos renovados
title-contracts-due = contratos vencidos, acabado el plazo de gracia
title-contracts-all = contratos vencidos, acabado o no el plazo de gracia
title-contract-at-opening = clientes con contrato al inicio
title-contract-stayed = de ellos, con contrato al final
title-contract-left = de ellos, sin contrato al final
title-goal-reached = convertidos en plazo
title-goal-judged = iniciados, acabado el plazo
title-goal-all = iniciados, acabado o no el plazo
title-tickets-settled = resueltos en el primer contacto
title-tickets-judged = tickets, acabado el plazo
title-tickets-all = tickets, acabado o no el plazo
title-cases-opened = casos abiertos en el periodo
title-cases-open = de ellos, aún sin cerrar
title-cases-resolved = de ellos, resueltos
title-calls-offered = llamadas entrantes
title-calls-abandoned = abandonadas
title-calls-counted = llamadas que cuentan
title-calls-in-time = atendidas en plazo
title-calls-in-time-or-abandoned = atendidas o abandonadas en plazo
title-responses = respuestas
title-answers-from = respuestas de { $least } o más
title-answers-up-to = respuestas de { $most } o menos
title-easiest-three = respuestas en los tres grados más fáciles
title-hardest-three = respuestas en los tres grados más difíciles
title-promoters = promotores (9 o más)
title-detractors = detractores (menos de 7)
title-answers-between = respuestas que no son números enteros
title-answers-outside = respuestas fuera de la escala
title-weight-of = peso de { $of }
title-times-weight = { $of } × { $weight }
title-invitations-delivered = invitaciones entregadas
title-invitations-answered = respondidas
title-inspected = inspeccionados
title-defective = defectuosos
title-quantity-inspected = cantidad inspeccionada
title-quantity-defective = cantidad defectuosa
title-promises-due = entregas prometidas para el periodo
title-promises-kept = entregas hasta el día prometido
title-lines-due = líneas que ya debían entregarse
title-lines-kept = líneas a tiempo y completas
title-units-kept = unidades a tiempo
title-units-due = unidades pedidas que ya debían entregarse
title-orders-kept = pedidos a tiempo y completos
title-orders-due = pedidos cuyo último compromiso ha vencido
title-orders = pedidos
title-orders-identified = pedidos de clientes identificados
title-revenue = ingresos
title-revenue-identified = ingresos de clientes identificados
title-cost-of-goods = coste de lo vendido
title-cost-of-service = coste de atención al cliente
title-cost-of-acquisition = coste de captación
title-profit-median = mediana del beneficio por cliente
title-profit-negative = clientes con beneficio inferior a 0
title-profit-loss = suma de los beneficios inferiores a 0
title-cost-refunds = reembolsos
title-cost-logistics = logística
title-cost-write-off = bajas de existencias
title-came-back = devuelto
title-sold-closed = vendido, acabado el plazo de devolución
title-sold-all = vendido, acabado o no el plazo de devolución
title-came-back-in-period = devuelto en el periodo
title-sold-in-period = vendido en el periodo
title-revenue-kept = ingresos retenidos
title-revenue-at-end = ingresos de esos clientes al final
title-revenue-at-opening = ingresos al inicio
title-opened-at-nothing = clientes que empezaron en 0 o menos
title-comments-positive = comentarios positivos
title-comments-negative = comentarios negativos
title-comments-scored = comentarios clasificados
title-comments-unscored = comentarios sin clasificar
title-comments-all = todos los comentarios
title-comments-wordless = comentarios neutros sin ninguna palabra del léxico
title-rows-in-question = filas consideradas
title-segments-with = segmentos con { $condition }
title-segments-with-value = segmentos con valor
title-segments-meeting = de ellos, con { $condition }
title-lifetime-spend = gasto medio esperado por cliente, descontado
title-lifetime-error = error estándar del gasto
title-lifetime-customers = clientes con alguna compra
title-lifetime-repeaters = clientes que volvieron a comprar
title-model-r = r de BG/NBD
title-model-alpha = α de BG/NBD
title-model-a = a de BG/NBD
title-model-b = b de BG/NBD
title-model-p = p de Gamma-Gamma
title-model-q = q de Gamma-Gamma
title-model-gamma = γ de Gamma-Gamma
title-model-likelihood = logverosimilitud de las compras
title-model-correlation = correlación entre las recompras y su valor

## Policies that decided a number: what they are about, and what was chosen


policy-short-calls = Llamadas cortas
chosen-short-calls-left-out = abandonadas en menos de { $within }: excluidas
chosen-short-calls-counted = cuentan

policy-active = Activo
chosen-active-within = cliente con alguna fila válida en un plazo de { $window }, hasta el último día inclusive
chosen-active-in-period = cliente con alguna fila válida en el plazo de un periodo, hasta el último día inclusive

policy-open = Abierto
chosen-open-until = abierto hasta ese día inclusive, con «{ $closed }» vacío o posterior

policy-cohort = Cohorte
chosen-cohort-of =
    { $grain ->
        [week] la semana de la primera fila del cliente desde que empieza el histórico
        [month] el mes de la primera fila del cliente desde que empieza el histórico
        [quarter] el trimestre de la primera fila del cliente desde que empieza el histórico
        [year] el año de la primera fila del cliente desde que empieza el histórico
       *[wave] la oleada de la primera fila del cliente desde que empieza el histórico
    }

policy-kept = Retenido
chosen-kept-on-period =
    { $grain ->
        [week] con alguna fila en la semana situada { $after } después de la primera
        [month] con alguna fila en el mes situado { $after } después del primero
        [quarter] con alguna fila en el trimestre situado { $after } después del primero
        [year] con alguna fila en el año situado { $after } después del primero
       *[wave] con alguna fila en la oleada situada { $after } después de la primera
    }
chosen-kept-rolling =
    { $grain ->
        [week] con alguna fila en la semana situada { $after } después de la primera, o más tarde, hasta la fecha del informe
        [month] con alguna fila en el mes situado { $after } después del primero, o más tarde, hasta la fecha del informe
        [quarter] con alguna fila en el trimestre situado { $after } después del primero, o más tarde, hasta la fecha del informe
        [year] con alguna fila en el año situado { $after } después del primero, o más tarde, hasta la fecha del informe
       *[wave] con alguna fila en la oleada situada { $after } después de la primera, o más tarde, hasta la fecha del informe
    }

policy-rate = Tasa
chosen-rate-per = por cada { $per } de exposición
chosen-rate-net = neta, sin los tickets en los que { $condition }
chosen-rate-gross = bruta, sobre todos los tickets

policy-renewal = Renovación
chosen-renewed-within = por día de vencimiento; renovado hasta ese día o en un plazo de { $grace }; las renovaciones anticipadas cuentan

policy-contract = Contrato
chosen-contract-in-force = con un contrato ya iniciado al cierre del día y que termina después, o nunca

policy-snapshot = Instantánea
chosen-snapshot-left = clientes con alguna fila en el periodo; baja si { $condition }

policy-placed-by = Asignación al periodo
chosen-placed-by-first-row = el día de la primera fila de cada { $entity }
chosen-placed-by-first-beginning = el día de la primera fila de inicio de cada { $entity }

policy-goal = Conversión
chosen-goal-later-row = una fila en un día posterior, en un plazo de { $within }; quien aún está en plazo todavía no cuenta
chosen-goal-row = una fila que logra la conversión, el mismo día o después, en un plazo de { $within }; quien aún está en plazo todavía no cuenta
chosen-goal-later-time = una fila en un momento posterior, en un plazo de { $within }; quien aún está en plazo todavía no cuenta
chosen-goal-time = una fila que logra la conversión, en el mismo momento o después, en un plazo de { $within }; quien aún está en plazo todavía no cuenta

policy-scale = Escala
chosen-scale-of-answers = de { $low } a { $high }; las demás respuestas se excluyen y se cuentan aparte
chosen-scale-to-ten = de { $low } a 10; las demás respuestas se excluyen y se cuentan aparte; una entre dos valores cuenta como el inferior
chosen-scale-judged = de 0 a { $best }, según la valoración dada

policy-repeat = Repetición
chosen-repeat-of-customer = un ticket del mismo cliente en un plazo de { $within }; no cuenta como ticket aparte
chosen-repeat-of-topic = un ticket del mismo cliente y «{ $topic }» en un plazo de { $within }; no cuenta como ticket aparte

policy-balance = Saldo
chosen-balance-of-snapshot =
    { $grain ->
        [week] la semana más reciente del periodo que tiene filas; la cuenta sin fila en ella se da por cerrada
        [month] el mes más reciente del periodo que tiene filas; la cuenta sin fila en él se da por cerrada
        [quarter] el trimestre más reciente del periodo que tiene filas; la cuenta sin fila en él se da por cerrada
        [year] el año más reciente del periodo que tiene filas; la cuenta sin fila en él se da por cerrada
       *[wave] la oleada más reciente del periodo que tiene filas; la cuenta sin fila en ella se da por cerrada
    }
chosen-balance-last-row = la última fila de cada cuenta al final del periodo; si hay varias del mismo momento, la mayor

policy-time = Tiempo
chosen-time-hours = horas corridas, las 24 del día
chosen-time-minutes = minutos corridos, las 24 horas del día
chosen-time-seconds = segundos corridos, las 24 horas del día
chosen-time-days = días naturales
chosen-time-business-days = días hábiles posteriores al inicio, hasta el final inclusive

policy-left-out = Excluidos
chosen-left-out-unended = los casos sin final y los que terminan antes de empezar
chosen-left-out-resolved-early = los casos resueltos antes de abrirse
chosen-left-out-returned-early = las ventas devueltas antes de venderse

policy-percentile = Percentil
chosen-percentile-type = tipo 7 (lineal entre estadísticos de orden)

policy-first-payment = Primer pago
chosen-paid-now = ahora, y cuenta
chosen-paid-before = recién hecho, y no cuenta
chosen-paid-at-end = al final del primer periodo

policy-horizon = Horizonte
chosen-horizon-periods =
    { $periods ->
        [one] pagos hasta dentro de { $periods } periodo
       *[other] pagos hasta dentro de { $periods } periodos
    }

policy-purchase = Compra
chosen-purchase-day =
    { $step ->
        [day] día en que las filas de un cliente suman más de 0; tiempo en días desde la primera compra
        [week] día en que las filas de un cliente suman más de 0; tiempo en semanas desde la primera compra
       *[month] día en que las filas de un cliente suman más de 0; tiempo en meses desde la primera compra
    }

policy-models = Modelos
chosen-models-fitted = BG/NBD para las compras y Gamma-Gamma para su valor, por máxima verosimilitud al final del periodo, a partir de { $fewest } clientes que volvieron a comprar

policy-ahead = Horizonte
chosen-ahead-steps =
    { $step ->
        [day]
            { $steps ->
                [one] { $steps } día, con un descuento del { $percent } % diario
               *[other] { $steps } días, con un descuento del { $percent } % diario
            }
        [week]
            { $steps ->
                [one] { $steps } semana, con un descuento del { $percent } % semanal
               *[other] { $steps } semanas, con un descuento del { $percent } % semanal
            }
       *[month]
            { $steps ->
                [one] { $steps } mes, con un descuento del { $percent } % mensual
               *[other] { $steps } meses, con un descuento del { $percent } % mensual
            }
    }

policy-chance = Azar
chosen-chance-of-models = el de los parámetros de los modelos; los propios clientes varían más

policy-longer-periods = Periodos más largos
chosen-longer-sum = la suma de sus periodos
chosen-longer-mean = la media simple de sus periodos
chosen-longer-last = el último de sus periodos
chosen-longer-none = ninguno: el valor queda en el periodo para el que se introdujo

policy-rows-of-period = Filas de un periodo
chosen-rows-summed = su suma
chosen-rows-averaged = su media simple
chosen-rows-weighted = su media ponderada

policy-new = Nuevo
chosen-new-after = sin filas anteriores en el histórico, que empieza al menos { $after } antes

policy-late = Con retraso
chosen-late-when = no entregado, cancelado por el proveedor o entregado después del día prometido
chosen-late-by-the-clock = no entregado, cancelado por el proveedor o entregado después de la hora prometida

policy-grace = Plazo de gracia
chosen-grace-of = { $grace }
chosen-grace-none = ninguno

policy-refunds = Reembolsos
chosen-refunded-stay = los pedidos reembolsados por completo siguen contando

policy-counted = Se cuentan
chosen-counted-orders = pedidos; deben cumplirse todas sus líneas y el día es el del último compromiso
chosen-counted-lines = líneas de pedido
chosen-counted-units = unidades pedidas; lo que exceda de lo pedido no cuenta
chosen-unanswered-below = también las filas sin valor en «{ $columns }»: en el denominador, nunca en el numerador

policy-on-time = A tiempo
chosen-on-time-from = hasta el día prometido, con { $early } de antelación como máximo
chosen-on-time-however-early = hasta el día prometido, con cualquier antelación

policy-missed = Incumplido
chosen-missed-too = también lo no entregado pese a haber llegado el día prometido, o cancelado por el proveedor

policy-in-full = Completo
chosen-in-full-or-more = la cantidad pedida o más
chosen-in-full-within = hasta un { $percent } % por encima o por debajo de la cantidad pedida

policy-profit = Beneficio
chosen-profit-less = ingresos menos { $costs }

policy-customers = Clientes
chosen-customers-qualifying = con alguna fila válida en el periodo

policy-cost = Coste
chosen-cost-of = { $costs }

policy-lapsed = Inactivo
chosen-lapsed-up-to = no activo al inicio; visto por última vez { $up_to } antes como máximo
chosen-lapsed-ever = no activo al inicio; visto en cualquier momento anterior

policy-open-cases = Casos abiertos
chosen-open-cases-count = cuentan con el tiempo que llevan abiertos (Kaplan-Meier)
chosen-open-cases-count-in-mean = cuentan con el tiempo que llevan abiertos (Kaplan-Meier); la media no cuenta tiempo más allá del más largo observado

policy-invitations = Invitaciones
chosen-invited-not-bounced = enviadas y no rebotadas
chosen-invited-all = todas las enviadas

policy-returns = Devoluciones
chosen-returns-of-sale = por periodo de la venta, con devolución en un plazo de { $within }
chosen-returns-of-return = por periodo de la devolución

policy-base = Base
chosen-base-qualifying = clientes con alguna fila válida en el periodo
chosen-base-mean = media entre el número inicial y el final
chosen-base-last = clientes activos en el último periodo

policy-opening = Inicio
chosen-opening-left-out = los clientes que empezaron en 0 o menos se excluyen y se cuentan aparte

policy-netting = Compensación
chosen-netted-by-customer = por cliente; lo que empieza en 0 o menos cuenta como 0
chosen-netted-by-columns = por cliente y { $columns }; lo que empieza en 0 o menos cuenta como 0

policy-labels = Etiquetas
chosen-labels-open = positivo: { $positive }; negativo: { $negative }; neutro: cualquier otra; sin etiqueta: sin clasificar
chosen-labels-closed = positivo: { $positive }; negativo: { $negative }; neutro: { $neutral }; cualquier otra o ninguna: sin clasificar

policy-language = Idioma
chosen-language-of = { $language }
chosen-language-by-column = según la columna «{ $column }»

policy-lexicon = Léxico
chosen-lexicon-own = «{ $id }», del proyecto, para textos en { $language }; para los demás, el incluido en el programa
chosen-lexicon-shipped = el incluido en el programa

policy-cut-points = Puntos de corte
chosen-cut-points-at = positivo con 0,05 o más; negativo con −0,05 o menos; los textos vacíos o en otros idiomas, sin clasificar

policy-unscored = Sin clasificar
chosen-unscored-beside = se cuentan aparte, nunca como neutros

policy-correction = Corrección
chosen-corrected-by = sensibilidad { $sensitivity }, especificidad { $specificity }; resultado acotado entre 0 y 1

policy-in-time = En plazo
chosen-in-time-within = atendidas en un plazo de { $within }

policy-abandoned-calls = Llamadas abandonadas
chosen-abandoned-excluded = dentro del plazo no cuentan; después, cuentan como no atendidas en plazo
chosen-abandoned-missed = todas cuentan como no atendidas en plazo
chosen-abandoned-met = dentro del plazo cuentan como atendidas; después, como no atendidas en plazo

policy-segments = Segmentos
chosen-segments-of-measure = de «{ $measure }» por { $by }; lo no especificado no forma segmento

policy-weights = Ponderación
chosen-weighted-by = { $column }; una respuesta sin peso cuenta 1; intervalos con el tamaño muestral efectivo de Kish

policy-population = Población
chosen-population-asked = { $size } personas consultadas; el intervalo del total se reduce por √((N − n) ÷ (N − 1))

policy-answers = Respuestas
chosen-answers-last-of = la última de cada { $whose } en el periodo; si falta ese dato, ninguna

policy-last-year = Comparación con el año anterior
chosen-last-year-per-day = por día, cuando el periodo del año anterior tenía una semana más o una semana menos

policy-states = Estados
chosen-states-at-end =
    { $grain ->
        [week] al final de cada semana
        [month] al final de cada mes
        [quarter] al final de cada trimestre
        [year] al final de cada año
       *[wave] al final de cada oleada
    }

policy-company-wide = Toda la empresa
chosen-company-wide-rows = { $entity }: las filas son de todas las entidades y se muestran en cada una

# Languages of texts, within a sentence.
language-english = inglés
language-spanish = español
language-greek = griego
language-polish = polaco

## Libro: nombres de las hojas y contenido de cada una

book-sheet-cover = Portada
book-sheet-control = Control
book-sheet-control-note = Elija periodo, base, comparación, materialidad y escala: las hojas de resultados se adaptan
book-sheet-scorecard = Cuadro de mando
book-sheet-scorecard-note = El cuadro de mando en una página, para el periodo y la base elegidos en Control
book-sheet-bridge = Puente
book-sheet-bridge-note = Qué ha movido la puntuación desde el periodo anterior y qué ha aportado cada segmento a la variación de su indicador
book-sheet-segments = Segmentos
book-sheet-segments-note = Todas las tablas de segmentos en una; los segmentos que suman, cuadrados con los valores reales
book-sheet-trend = Tendencia
book-sheet-trend-note = Un gráfico del indicador que elija, con límites, plan y previsión, y uno pequeño de cada indicador
book-sheet-facts = Valores reales
book-sheet-facts-note = Recuentos y sumas de las filas, cada cifra una sola vez, con sus fechas (tabla tFacts)
book-sheet-plan = Plan
book-sheet-plan-note = Los números de los que salen las metas (tabla tPlan)
book-sheet-targets = Metas
book-sheet-targets-note = Qué meta resulta del plan en cada periodo, con fórmulas, y si el periodo se valora
book-sheet-policy = Reglas
book-sheet-policy-note = Pesos, umbrales, puntuación, topes, márgenes y tasas
book-sheet-series = Series
book-sheet-series-note = Todos los indicadores en todos los periodos, desde los valores reales y el plan hasta la puntuación y el estado
book-sheet-calc = Cálculo
book-sheet-calc-note = El periodo elegido, de cada indicador a los objetivos, las perspectivas y el conjunto
book-sheet-reconciliation = Conciliación
book-sheet-reconciliation-note = Qué ha sido de las filas de cada fuente, de las leídas a las utilizadas
book-sheet-checks = Comprobaciones
book-sheet-checks-note = Las cifras del motor frente a las de las fórmulas, celda a celda
book-sheet-edits = Cambios
book-sheet-edits-note = Todas las celdas modificables, como estaban y como están
book-sheet-data = Datos
book-sheet-data-note = Todas las cifras en una tabla plana, para tablas dinámicas (tabla tResults)
book-sheet-log = Registro
book-sheet-log-note = Ejecución, versiones, códigos hash y lo que se ha excluido
book-sheet-lists = Listas
book-sheet-lists-note = Palabras que corresponden a los números que usan las fórmulas

## Libro: portada

book-entity = Entidad
book-as-of = Datos
book-run = Ejecución
book-currency = Moneda
book-message = Mensaje
book-integrity = Integridad
book-edits = Cambios
book-sheets = Hojas
book-signs = Leyenda
book-sign-input = Entrada: se puede modificar
book-sign-formula = Fórmula
book-sign-link = Tomado de otra celda sin cambios
book-sign-engine = Dado por el motor
book-sign-status = Cumple, en observación, no cumple, sin datos: forma, palabra y color dicen lo mismo
book-sign-material = Material: la desviación alcanza lo fijado en Control
book-sign-absent = Una celda vacía indica ausencia: sin datos, datos insuficientes o sin meta. Nunca es 0 ni cuenta en ninguna media

## Libro: control

book-choice = Opción
book-chosen = Selección
book-number = Número
book-meaning = Significado
book-period = Periodo
book-period-note = Periodo que muestran Cuadro de mando y Cálculo; un indicador de periodos más largos muestra el último ya cerrado
book-basis = Base
book-basis-note = Qué días abarcan las cifras mostradas; las puntuaciones siguen siendo las de la definición
book-basis-period = Periodo
book-basis-year = Acumulado del año
book-basis-rolling = Ventana móvil
book-comparison = Comparación
book-comparison-note = Con qué se comparan las cifras
book-comparison-plan = Plan
book-comparison-year-before = Año anterior
book-scale = Escala
book-scale-note = Cómo se muestran los importes en Cuadro de mando
book-scale-one = unidades
book-scale-thousand = miles
book-scale-million = millones
book-factor = Factor
book-rolling = Periodos de la ventana móvil
book-rolling-note = Cuántos periodos se suman, en los indicadores cuyos valores reales pueden sumarse
book-material-share = Material desde (% del plan)
book-material-share-note = Porcentaje del plan desde el que se marca la desviación de un importe
book-material-points = Material desde (puntos)
book-material-points-note = 0,01 es un punto porcentual: desde ahí se marca la desviación de una tasa
book-slack = Holgura de las comparaciones
book-slack-note = Parte de un umbral que se tolera, por los últimos dígitos de la aritmética binaria
book-tolerance-relative = Comprobación: tolerancia relativa
book-tolerance-relative-note = Parte de una cifra dentro de la cual motor y fórmula coinciden
book-tolerance-absolute = Comprobación: tolerancia absoluta
book-tolerance-absolute-note = Lo mismo, para cifras próximas a 0
book-chosen-period = Fin del periodo elegido
book-is-reported = Es el periodo del informe
book-not-possible = No es posible aquí
book-one-of-the-list = Elija una opción de la lista.
book-between = Escriba un número dentro del rango.
book-share-rule = Escriba un porcentaje del 0 % al 100 %.
book-relative-weight = Escriba un peso relativo, 0 o más.
book-tolerance-rule = Escriba un margen de 0 o más; si es un porcentaje de la meta, 100 % como máximo.
book-rate-rule = Introduzca un porcentaje posible, como 95 % o 0,95.
book-number-rule = Introduzca un número posible o deje la celda vacía.
book-sample-rule = Introduzca un número entero, 0 o mayor.
book-edges-rule = El umbral de cumplimiento no puede quedar por debajo del de observación.
book-floor-rule = Introduzca un mínimo no superior al umbral de observación.
book-cap-rule = Introduzca un máximo de 100 o más.

## Libro: listas

book-status = Estado
book-status-on-target = Cumple
book-status-watch = En observación
book-status-off-target = No cumple
book-status-no-data = Sin datos
book-status-insufficient-data = Datos insuficientes
book-status-provisional = Provisional
book-symbol = Símbolo
book-better = Mejor
book-better-higher = más alto
book-better-lower = más bajo
book-scoring = Método de puntuación
book-scoring-distance = distancia
book-scoring-attainment = cumplimiento
book-scoring-inverse = cumplimiento inverso
book-scoring-met = cumplida o no
book-scoring-band = banda
book-scoring-goal = meta y umbral de alarma
book-scoring-formula = fórmula propia
book-judged-by = Valoración según
book-judged-edges = umbrales de la puntuación
book-judged-tolerance = tolerancia
book-judged-share = porcentaje de la meta
book-judged-goal = meta y umbral de alarma
book-missing = Elementos ausentes
book-missing-renormalise = los demás asumen su peso
book-missing-penalise = cuentan con la penalización
book-status-from = Estado según
book-from-score = puntuación
book-from-worst = peor elemento
book-from-capped = puntuación, limitada si un elemento no cumple
book-favour = Efecto
book-favour-adverse = desfavorable
book-favour-none = según plan
book-favour-good = favorable
book-favour-same = sin diferencia
book-lamp = Integridad
book-lamp-agrees = ● Coincide con el motor
book-lamp-differs = ▼ Difiere del motor: véase Comprobaciones
book-lamp-edits = ◆ Difiere del informe, por los cambios

## Libro: cabeceras

book-key = Clave
book-fact = Valor real
book-title = Título
book-source = Fuente
book-grain = Frecuencia
book-for-period-to = Periodo hasta
book-first-day = Primer día
book-last-day = Último día
book-value = Valor
book-counted = Computado
book-original = Original
book-original-labels = Etiquetas originales
book-edited = Cambiado
book-id = ID
book-in = Dentro de
book-unit = Unidad
book-measure = Indicador
book-measures = Indicadores
book-objective = Objetivo
book-parents = Cuadro de mando, perspectivas y objetivos
book-rollup = Agregación
book-setting = Parámetro
book-penalty = Puntuación de un elemento ausente
book-least-coverage = Cobertura mínima
book-weight = Peso
book-on-target-from = Cumple desde
book-watch-from = Observación desde
book-sound = Válida
book-tolerance = Tolerancia
book-smallest-sample = Muestra mínima
book-floor = Suelo
book-cap = Tope
book-constants = Márgenes, tasas y factores de las fórmulas
book-plan-item = Concepto
book-point-constant = Meta
book-point-dated = Meta con fecha
book-point-period = Meta del periodo
book-point-baseline = Línea base
book-point-share = Parte del año
book-point-weight = Denominador del plan
book-point-relative = Variación interanual
book-point-points = Variación interanual, puntos
book-point-last-year = Año anterior
book-point-band-low = Banda desde
book-point-band-high = Banda hasta
book-point-zero-low = Puntuación 0 hasta
book-point-zero-high = Puntuación 0 desde
book-point-goal = Meta
book-point-red-flag = Umbral de alarma
book-point-to-date = Meta acumulada
book-judged = Valorado
book-scored = Puntuado
book-reason = Motivo
book-from-point = Desde
book-to-point = Hasta
book-way = Recorrido
book-share = Parte
book-target = Meta
book-goal-from-point = Última meta: desde
book-goal-to-point = Última meta: hasta
book-goal-way = Última meta: recorrido
book-goal-share = Última meta: parte
book-goal = Última meta del año
book-start-point = Inicio
book-weight-point = Denominador

## Libro: filas de Series

book-row-place = Posición en Metas
book-row-step = Paso
book-sample = Muestra
book-row-shown = Valor, oculto si hay pocos casos
book-row-year-to-date = Acumulado del año
book-row-year-sample = Muestra, acumulado del año
book-row-rolling = Ventana móvil
book-row-rolling-sample = Muestra, ventana móvil
book-row-rolling-target = Meta, ventana móvil
book-row-rolling-year-before = Año anterior, ventana móvil
book-row-rolling-weights = Pesos, ventana móvil
book-row-rolling-products = Meta × peso, ventana móvil
book-row-year-before-day = Mismo periodo del año anterior, hasta
book-year-before = Año anterior
book-row-year = Ejercicio desde
book-row-number = Periodo del ejercicio
book-row-position = Posición
book-row-year-whole = Están todos los periodos del acumulado
book-row-rolling-from = Ventana móvil, tras la posición
book-row-rolling-whole = Están todos los periodos de la ventana
book-row-target-to-date = Meta acumulada
book-row-weight = Peso de la meta
book-row-weighted = Meta × peso
book-row-weights = Pesos acumulados
book-row-products = Meta × peso, acumulado
book-row-scorable = Puede puntuarse
book-row-by-edges = Estado por umbrales
book-row-enough = Muestra suficiente
book-row-shortfall = Distancia a la meta
book-row-width = Margen en observación
book-row-raw = Puntuación sin suelo ni tope
book-row-span = Recorrido de línea base a última meta
book-row-by-distance = Por distancia
book-row-ratio = Porcentaje de la meta
book-row-below = Puntuación por el extremo inferior
book-row-above = Puntuación por el extremo superior
book-row-goal-reached = Meta alcanzada
book-row-red-flag-held = Umbral de alarma respetado
book-row-by-attainment = Por cumplimiento
book-row-by-met = Por meta cumplida o no
book-row-otherwise = Cumplimiento, o meta cumplida o no
book-row-nearest = Extremo más cercano de la banda
book-row-outside = Distancia a la banda, fuera de ella
book-row-by-goal = Estado por meta y umbral de alarma
book-row-by-width = Estado por tolerancia
book-row-absence = Motivo de la falta de valor, por número
book-row-untold = En lugar de un estado
book-row-told = Estado o motivo, por número
book-row-word = Estado o motivo
book-score = Puntuación

## Libro: Cálculo y Cuadro de mando

book-row-version = Versión del plan
book-row-version-to-date = Versión del plan, acumulado del año
book-row-policy = Fila en Reglas
book-column = Columna
book-actual = Real
book-compared = Plan
book-difference = Δ
book-relative = Δ %
book-material = Material
book-weight-scored = Peso con puntuación
book-points = Peso × puntuación
book-effective = Peso efectivo
book-rank-counted = Nivel aplicado
book-formula = Fórmula
book-weight-below = Peso de los elementos
book-weight-below-scored = … con puntuación
book-points-below = … × puntuación
book-coverage = Cobertura
book-mean = Puntuación media
book-covered = Cobertura suficiente
book-by-score = Nivel por puntuación
book-children-off = Elem. que no cumplen
book-children-watch = Elem. en observación
book-worst = Peor nivel
book-by-policy = Nivel según la regla
book-year-end = Previsión de cierre
book-owner = Responsable
book-remark = Observaciones
book-in-place-of-status = En lugar de un estado
book-year-before-to-date = Acumulado del año anterior
book-year-before-shown = Año anterior según la base
book-pp = p. p.

## Libro: las demás hojas

book-drawn = Datos de los gráficos
book-small-charts = Todos los indicadores
book-choose-measure = Elija un indicador para el gráfico ▸
book-limit-upper = Límite superior
book-centre = Línea central
book-limit-lower = Límite inferior
book-outlook = Previsión
book-chart-alt = Gráfico de líneas del indicador elegido: real, meta, límites de la variación normal y previsión; las cifras están en las filas de arriba
book-table = Tabla
book-segment = Segmento
book-before = Periodo anterior
book-change = Variación
book-interval-low = Intervalo desde
book-interval-high = Intervalo hasta
book-cohort-kept = Clientes retenidos, por antigüedad
book-cohort-share = Proporción retenida, por antigüedad
book-cohort-size = Clientes
book-cohort-mean = Todas las cohortes
book-triangles-off = Medias que difieren del motor
book-subtotals = Segmentos que suman
book-sum = Suma
book-total = Total
book-rows-read = Leídas
book-rows-repeated = Repetidas
book-rows-rejected = Rechazadas
book-rows-filtered = Excluidas por filtro
book-rows-after = Posteriores a la fecha
book-rows-left = Restantes
book-rows-used = Utilizadas
book-rows-unmatched = Sin correspondencia
book-rows-without-customer = Sin cliente
book-source-amount = Importe por fuente
book-reach = De las filas utilizadas a las cifras
book-rows-undated = Sin su fecha
book-rows-left-out = Excluidas por su condición
book-rows-outside = Otros periodos
book-rows-in-figure = En la cifra
book-figure-less-fact = Cifra menos dato
book-control = Control
book-controls = Totales frente al libro mayor
book-ledger = Libro mayor
book-allowed = Diferencia admitida
book-finding = Resultado
book-control-agrees = coincide
book-control-differs = difiere
book-control-waits = difiere, a la espera del cierre
book-control-unknown = falta uno de los dos
book-verdict = Intervalo y meta
book-verdict-met = cumplida
book-verdict-missed = no cumplida
book-verdict-uncertain = incierta
book-days-week = semana
book-days-month = mes
book-days-quarter = trimestre
book-days-year = año
book-days-wave = oleada
book-days-to-date = acumulado del año
book-days-year-before = un año antes
book-days-year-before-to-date = un año antes, acumulado
book-what = Concepto
book-text = Texto
book-input = Entrada
book-cell = Celda
book-filled-cells = celdas con contenido
book-size-of-all = Suma de magnitudes
book-now = Ahora
book-differences = Diferencias
book-figure = Cifra
book-engine = Motor
book-check-series = Indicadores en todos los periodos: motor frente a fórmulas
book-check-rollup = Agregación del periodo del informe: motor frente a fórmulas
book-check-sums = Sumas de las cifras del motor
book-check-ties = Segmentos y puentes frente a totales; Datos frente a Series
book-check-rows = Filas de las fuentes sin explicar
book-check-shares = Los pesos efectivos suman el 100 %
book-check-all = Todas las diferencias
book-check-edits = Celdas modificadas desde el informe
book-check-sound = Filas no válidas en Reglas
book-check-note = En gris, las cifras del motor. Si se modifica una entrada, es normal que las comparaciones difieran: muestran cuánto se ha alejado el libro del informe.
book-of = De
book-log-program = Programa
book-log-definition = Definición, SHA-256
book-log-notes = Notas, SHA-256
book-log-input = Entrada, SHA-256
book-log-unreadable = Ilegible
book-bridge-of-score = Puntuación: del periodo anterior a este, en puntos
book-bridge-of-segments = Variación desde el periodo anterior, por segmento
book-variances = Real frente a plan y año anterior, por segmento
book-variances-note = Del periodo del informe: importes con cantidades por precio, volumen y mix; ratios por tasa y mix. Las partes y el resto suman la diferencia; un plan se descompone donde cada segmento tiene el suyo.
book-against = Frente a
book-amount-before = Importe, base
book-quantity-before = Cantidad, base
book-amount-now = Importe, real
book-quantity-now = Cantidad, real
book-numerator-before = Numerador, base
book-denominator-before = Denominador, base
book-numerator-now = Numerador, real
book-denominator-now = Denominador, real
book-mean-price = Precio medio
book-mean-ratio = Ratio medio
book-effect-of-price = Efecto precio
book-effect-of-volume = Efecto volumen
book-variance-rest = Base: suma de los segmentos menos el total
book-bridge-ties = Partes frente a la variación
book-no-bridge = Ninguna puntuación ni tabla de segmentos tiene periodo anterior.
book-effect-of-score = Efecto puntuación
book-effect-of-weight = Efecto peso
book-effect-of-rate = Efecto tasa
book-effect-of-mix = Efecto mix
book-together = Efecto total
book-score-before = Puntuación del periodo anterior
book-score-after = Puntuación del periodo del informe
book-score-on-calc = La misma en Cálculo
book-blank = { "" }

## Listas de casos

cases-heading = Casos: { $of }{ $parted ->
        [yes] {""} – sin: { $without }
       *[no] {""}
    }
cases-all =
    { $cases ->
        [one] { $cases } caso.
        [many] { $cases } de casos, primero los más recientes.
       *[other] { $cases } casos, primero los más recientes.
    }
cases-newest = Los { $listed } casos más recientes de { $cases }; { $left } no figuran en la lista.
cases-amount = En total, { $amount }.
cases-none = Ningún caso en el periodo.
cases-withheld = No se muestran casos individuales: este cuadro de mando oculta los grupos pequeños.

book-sheet-detail = Detalle
book-sheet-detail-note = Las filas que hay detrás de las cifras, primero las más recientes, cuadradas con los valores reales
book-cases = Casos
book-cases-listed = En la lista
book-cases-left = Fuera de la lista
book-cases-together = Total
book-cases-amount = Importe
book-cases-amount-together = Importe total
book-cases-row = Fila

## Frente a una ejecución anterior

against-heading = Desde una ejecución anterior
against-changed =
    { $figures ->
        [one] { $figures } cifra difiere respecto a la ejecución { $run }, con datos hasta el { $date }.
        [many] { $figures } de cifras difieren respecto a la ejecución { $run }, con datos hasta el { $date }.
       *[other] { $figures } cifras difieren respecto a la ejecución { $run }, con datos hasta el { $date }.
    }{ $caused ->
        [yes] {" "}Entre ambas ejecuciones cambian: { $causes }.
       *[no] {""}
    }
against-same = Ninguna cifra difiere respecto a la ejecución { $run }, con datos hasta el { $date }.
against-periods = { $first } a { $last }
against-more =
    { $figures ->
        [one] { $figures } más figura en el libro.
        [many] { $figures } más figuran en el libro.
       *[other] { $figures } más figuran en el libro.
    }
against-cause = Causa
against-figure = Cifra
against-value = Real
against-target = Plan
against-score = Puntuación
against-to-date = Acumulado del año
against-unknown = desconocida
against-cause-data = datos
against-cause-definition = definición
against-cause-notes = notas
against-cause-program = programa

book-sheet-changes = Correcciones
book-sheet-changes-note = Lo que una ejecución anterior decía de otro modo: cifra, antes, ahora y causa
book-earlier = Antes
book-cause = Causa

## Entidades en comparación

side-title = { $title }: todas las entidades
side-sentence =
    { $entities ->
        [one] { $entities } entidad
        [many] { $entities } de entidades
       *[other] { $entities } entidades
    }: { $on ->
        [one] { $on } cumple
       *[other] { $on } cumplen
    }, { $watch } en observación, { $off ->
        [one] { $off } no cumple
       *[other] { $off } no cumplen
    }, { $without } sin puntuación.
side-rank = Puesto
side-entity = Entidad
side-summary = Entidades con su puesto, su puntuación y sus cifras, primero las mejores
side-ranks = El punto es la puntuación; la marca, la del conjunto. Junto a cada cifra figura su puesto; las entidades que el azar no permite distinguir comparten un intervalo de puestos.
side-few = Sin incluir, por tener muy pocas filas en el periodo: { $entities }.
