### Spanish for Mexico, where it differs from Spain's: what is not here is said as in es.ftl.

status-no-score = Sin calificación
head-title =
    { $level ->
        [operational] { $scorecard }, reporte operativo – { $entity }, { $period }
        [tactical] { $scorecard }, reporte táctico – { $entity }, { $period }
       *[strategic] { $scorecard } – { $entity }, { $period }
    }
head-as-of = Datos al { $date }
head-as-of-sentence = Datos al { $date }.
head-summary =
    { $scored ->
        [yes] { $scorecard }, { $entity }, { $period }: calificación { $score }, cobertura del { $coverage }
       *[no] { $scorecard }, { $entity }, { $period }: sin calificación, cobertura del { $coverage }
    }
notice-provisional =
    { $measures ->
        [one] { $measures } indicador es provisional y no se califica: { $reason }.
       *[other] { $measures } indicadores son provisionales y no se califican: { $reason }.
    }
notice-incomplete =
    { $measures ->
        [one] { $measures } indicador es provisional y no se califica: los datos del periodo ({ $period }) no están completos.
       *[other] { $measures } indicadores son provisionales y no se califican: los datos del periodo ({ $period }) no están completos.
    }
label-variance = Variación
label-score = Calificación
label-interval = Intervalo del 95%
label-interval-second = del 95%
label-change = Cambio
label-what-happened = Qué pasó
label-change-method = Cambio
label-outlook = Pronóstico de cierre
nothing-left-out = No se excluyó nada.
cohort-average = Promedio ponderado por tamaño
cohort-note-newest = Casilla vacía: aún no observado. Se muestran las { $shown } cohortes más recientes de { $all }; el promedio es el de todas.
not-scored = se muestra, pero no se califica
key = Real: valor real · Plan: plan (PL en las gráficas) · AA: año anterior · Δ Plan: real menos plan, en puntos si es un porcentaje. Variación: Δ en proporción al plan, hacia la derecha si el real lo supera; en azul, favorable; en naranja, desfavorable. Real y plan: la barra es el real; la marca, el plan; el gris cambia donde cambia el estado. Cada tendencia tiene su propia escala. n: número de casos; el intervalo recoge la variación debida al azar. Cobertura: peso que se pudo calificar.
scorecard-summary = Perspectivas y, dentro de ellas, los objetivos con sus indicadores, uno por fila; las gráficas repiten las cifras de su fila.
sentence-not-scored = { $doubt }: no se califica.
note-initiative =
    { $title }: { $overdue ->
        [yes] vencida el { $due }
       *[no] vence el { $due }
    }{ $progressed ->
        [yes] {","} avance del { $progress }
       *[no] {""}
    }{ $owned ->
        [yes] {";"} responsable: { $owner }
       *[no] {""}
    }
segment-note-withheld = “No se muestra”: menos de { $smallest } casos, o dato oculto para que el de esos casos no pueda deducirse.
segment-note-changed =
    { $customers ->
        [one] { $customers } cliente cambió de segmento desde el inicio y cuenta en el que tenía entonces.
       *[other] { $customers } clientes cambiaron de segmento desde el inicio y cuentan en el que tenían entonces.
    }
chart-legend-forecast = FC: pronóstico, intervalo del 95%
chart-alt-forecast = Pronóstico ({ $period }): { $value }.
ahead-year =
    { $total ->
        [yes] Pronóstico del total anual ({ $year }): { $value }, entre { $low } y { $high }
       *[no] Pronóstico de cierre ({ $year }): { $value }, entre { $low } y { $high }
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
line-nothing = No se pudo calificar ningún indicador ({ $period }).
line-off =
    { $brief ->
        [yes] “{ $title }”: { $course ->
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
            [steady-miss] “{ $title }” va de forma sostenida { $by } peor que el plan: con el proceso actual no se cumplirá
           *[other] “{ $title }” { $gap ->
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
        [yes] “{ $best }”: { $best_by } mejor que el plan
       *[no] “{ $best }” va { $best_by } mejor que el plan
    }.
line-watch =
    { $brief ->
        [yes] Sin incumplimientos; en observación: “{ $title }”, { $gap ->
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
       *[no] No hay incumplimientos; en observación: “{ $title }”, { $gap ->
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
line-one = “{ $title }” cumple su meta.
line-all = Los { $total } indicadores calificados cumplen su meta.
line-all-and-best =
    { $brief ->
        [yes] Los { $total } calificados cumplen su meta; “{ $best }”: { $best_by } mejor que el plan
       *[no] Los { $total } indicadores calificados cumplen su meta; “{ $best }” va { $best_by } mejor que el plan
    }.
definition-interval = { $method }, 95%
definition-signals = { $rules }; límites en el promedio ± 2.66 veces el rango móvil promedio
definition-signals-from = { $rules }; límites en el promedio ± 2.66 veces el rango móvil promedio desde el { $from }
definition-forecast-chosen = método con el menor error absoluto promedio en una prueba retrospectiva
source-ragged =
    { $rows ->
        [one] { $rows } fila tiene más celdas que su cabecera y se excluyó.
       *[other] { $rows } filas tienen más celdas que su cabecera y se excluyeron.
    }
source-undated =
    { $rows ->
        [one] { $rows } fila lleva el código de “sin fecha” y se excluyó.
       *[other] { $rows } filas llevan el código de “sin fecha” y se excluyeron.
    }
source-unreadable =
    { $rows ->
        [one] { $rows } fila tiene la fecha o la clave ilegible y se excluyó.
       *[other] { $rows } filas tienen la fecha o la clave ilegible y se excluyeron.
    }
source-repeated =
    { $rows ->
        [one] Se eliminó { $rows } fila repetida.
       *[other] Se eliminaron { $rows } filas repetidas.
    }
source-superseded =
    { $rows ->
        [one] { $rows } fila quedó sustituida por otra con su misma clave.
       *[other] { $rows } filas quedaron sustituidas por otra con su misma clave.
    }
source-filtered =
    { $rows ->
        [one] { $rows } fila quedó excluida por los filtros de la definición.
       *[other] { $rows } filas quedaron excluidas por los filtros de la definición.
    }
source-after-as-of =
    { $rows ->
        [one] { $rows } fila es posterior a la fecha del reporte y aún no cuenta.
       *[other] { $rows } filas son posteriores a la fecha del reporte y aún no cuentan.
    }
source-reversed =
    { $cases ->
        [one] { $cases } caso termina antes de empezar y se excluye de “{ $measure }”.
       *[other] { $cases } casos terminan antes de empezar y se excluyen de “{ $measure }”.
    }
source-outside-scale =
    { $answers ->
        [one] { $answers } respuesta está fuera de la escala y se excluye de “{ $measure }”.
       *[other] { $answers } respuestas están fuera de la escala y se excluyen de “{ $measure }”.
    }
source-unmatched =
    { $rows ->
        [one] { $rows } fila no tiene correspondencia en { $source }{ $required ->
            [yes] {" "}y se excluyó
           *[no] {""}
        }
       *[other] { $rows } filas no tienen correspondencia en { $source }{ $required ->
            [yes] {" "}y se excluyeron
           *[no] {""}
        }
    }{ $told ->
        [yes] {" "}(primeros casos: { $keys })
       *[no] {""}
    }.
cells-unreadable =
    { $cells ->
        [one] { $cells } celda de { $column } no se pudo leer
       *[other] { $cells } celdas de { $column } no se pudieron leer
    }{ $told ->
        [yes] {" "}(primeros casos: { $places })
       *[no] {""}
    }.
cells-absent =
    { $cells ->
        [one] { $cells } celda de { $column } lleva un código de “sin respuesta”.
       *[other] { $cells } celdas de { $column } llevan un código de “sin respuesta”.
    }
cells-not-applicable =
    { $cells ->
        [one] { $cells } celda de { $column } lleva un código de “no procede”.
       *[other] { $cells } celdas de { $column } llevan un código de “no procede”.
    }
title-mean-of = promedio de { $of }
title-customers-back = clientes que volvieron
title-orders-due = pedidos cuyo último compromiso venció
title-cost-of-goods = costo de lo vendido
title-cost-of-service = costo de atención al cliente
title-cost-of-acquisition = costo de captación
title-comments-wordless = comentarios neutrales sin ninguna palabra del léxico
title-lifetime-spend = gasto promedio esperado por cliente, descontado
chosen-kept-rolling =
    { $grain ->
        [week] con alguna fila en la semana situada { $after } después de la primera, o más tarde, hasta la fecha del reporte
        [month] con alguna fila en el mes situado { $after } después del primero, o más tarde, hasta la fecha del reporte
        [quarter] con alguna fila en el trimestre situado { $after } después del primero, o más tarde, hasta la fecha del reporte
        [year] con alguna fila en el año situado { $after } después del primero, o más tarde, hasta la fecha del reporte
       *[wave] con alguna fila en la oleada situada { $after } después de la primera, o más tarde, hasta la fecha del reporte
    }
chosen-ahead-steps =
    { $step ->
        [day]
            { $steps ->
                [one] { $steps } día, con un descuento del { $percent }% diario
               *[other] { $steps } días, con un descuento del { $percent }% diario
            }
        [week]
            { $steps ->
                [one] { $steps } semana, con un descuento del { $percent }% semanal
               *[other] { $steps } semanas, con un descuento del { $percent }% semanal
            }
       *[month]
            { $steps ->
                [one] { $steps } mes, con un descuento del { $percent }% mensual
               *[other] { $steps } meses, con un descuento del { $percent }% mensual
            }
    }
chosen-longer-mean = el promedio simple de sus periodos
chosen-rows-averaged = su promedio simple
chosen-rows-weighted = su promedio ponderado
chosen-in-full-within = hasta un { $percent }% por encima o por debajo de la cantidad pedida
policy-cost = Costo
chosen-open-cases-count-in-mean = cuentan con el tiempo que llevan abiertos (Kaplan-Meier); el promedio no cuenta tiempo más allá del más largo observado
chosen-base-mean = promedio entre el número inicial y el final
chosen-labels-open = positivo: { $positive }; negativo: { $negative }; neutral: cualquier otra; sin etiqueta: sin clasificar
chosen-labels-closed = positivo: { $positive }; negativo: { $negative }; neutral: { $neutral }; cualquier otra o ninguna: sin clasificar
chosen-cut-points-at = positivo con 0.05 o más; negativo con −0.05 o menos; los textos vacíos o en otros idiomas, sin clasificar
chosen-unscored-beside = se cuentan aparte, nunca como neutrales
heading-what-changed = Qué cambió
heading-year-ends = Pronóstico de cierre
ahead-too-wide = El intervalo del pronóstico de cierre ({ $year }) es demasiado amplio para sacar conclusiones.
changed-score =
    { $moved ->
        [up] La calificación subió de { $before } a { $after } ({ $by }) respecto al periodo anterior ({ $period }).
        [down] La calificación bajó de { $before } a { $after } ({ $by }) respecto al periodo anterior ({ $period }).
       *[level] La calificación se mantiene en { $after } respecto al periodo anterior ({ $period }).
    }
changed-no-score = No hay calificación del periodo anterior ({ $period }) con la que comparar.
provisional-immature = el plazo de muchos casos aún no vence
key-year = Acum.: acumulado del año · Cierre: pronóstico de cierre del año, si lo hay y es lo bastante preciso.
key-year-end = Cierre: pronóstico de cierre del año, si lo hay y es lo bastante preciso.
changed-no-status =
    { $of ->
        [nothing] En el periodo anterior no hay ningún estado con el que comparar.
        [part] Ningún estado de este reporte cambió desde el periodo anterior.
       *[whole] Ningún estado cambió desde el periodo anterior.
    }
no-exceptions =
    { $of ->
        [nothing] No se pudo calificar ningún indicador.
        [part] Ningún indicador calificado de este reporte incumple ni está en observación.
       *[whole] Ningún indicador calificado incumple ni está en observación.
    }
exception-pace =
    { $behind ->
        [yes] Ya transcurrió el { $time } del plazo: va con retraso
       *[no] Ya transcurrió el { $time } del plazo
    }
map-key-opposite = Discontinua y con “−”: más de lo uno significa menos de lo otro.
definition-words-only = Solo las filas de “{ $source }” donde “{ $condition }”.
statistic-mean = promedio
statistic-percentile = percentil { $p } (cerca del { $p }% de los valores no lo superan)
step-first-where = la primera fila donde “{ $condition }”
step-where = una fila donde “{ $condition }”, ese mismo día o después
aggregate =
    “{ $text }”{ $sourced ->
        [yes] {" "}de “{ $source }”
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}donde “{ $condition }”
       *[no] {""}
    }
meaning-sum = suma de “{ $value }” en las filas de “{ $source }”
meaning-count = número de filas de “{ $source }”
meaning-count-where = número de filas de “{ $source }” donde “{ $condition }”
meaning-distinct = número de valores distintos de “{ $value }” en las filas de “{ $source }”
meaning-of = { $statistic } de “{ $value }” en las filas de “{ $source }” que tienen valor
meaning-weighted-mean = promedio de “{ $value }”, ponderado por “{ $weight }”, en las filas de “{ $source }”
meaning-minimum = valor más bajo de “{ $value }” en las filas de “{ $source }”
meaning-maximum = valor más alto de “{ $value }” en las filas de “{ $source }”
meaning-balance = suma de “{ $value }” para todos los valores de “{ $per }”; se toma: { $row }
meaning-share = filas de “{ $source }” donde “{ $of }” ÷ todas las filas de “{ $source }”
meaning-share-among = filas de “{ $source }” donde “{ $among }” y “{ $of }” ÷ filas donde “{ $among }”
meaning-share-of-segments = segmentos de “{ $measure }” por “{ $by }” donde “{ $of }” ÷ todos sus segmentos con valor
meaning-share-among-segments = segmentos de “{ $measure }” por “{ $by }” donde “{ $among }” y “{ $of }” ÷ sus segmentos donde “{ $among }”
meaning-entered-in = “{ $value }”, como figura en “{ $source }”
meaning-entered-in-of = “{ $value }”, como figura en “{ $source }”; si hay varias filas en un periodo: { $rows }
meaning-conversion = número de “{ $entity }” con conversión en plazo ÷ número de “{ $entity }” con inicio y el plazo ya acabado; plazo: { $within }; inicio: { $from }; conversión: { $to }
meaning-snapshot-kept = clientes del periodo sin ninguna fila donde “{ $condition }” ÷ clientes con alguna fila en el periodo
meaning-snapshot-left = clientes del periodo con alguna fila donde “{ $condition }” ÷ clientes con alguna fila en el periodo
meaning-revenue-net = suma de “{ $revenue }” al final ÷ suma de “{ $revenue }” al inicio, ambas de los clientes con más de 0 al inicio; activo: { $active }
meaning-revenue-gross = suma de “{ $revenue }” al final, sin lo que supera a la del inicio ÷ suma de “{ $revenue }” al inicio, ambas de los clientes con más de 0 al inicio; comparación: { $netting }; activo: { $active }
meaning-revenue-per-customer = suma de “{ $revenue }” de los clientes identificados ÷ número de clientes ({ $base })
meaning-order-value = suma de “{ $revenue }” ÷ número de valores distintos de “{ $order }”
meaning-purchase-frequency = número de valores distintos de “{ $order }” de los clientes identificados ÷ número de clientes ({ $base })
meaning-lifetime-of-margin = valor actual de lo que aportará un cliente, sin límite de tiempo; margen de un periodo: “{ $margin }”; proporción de clientes que siguen: “{ $retention }”; por periodo: descuento { $discount }%, crecimiento { $growth }%; primer pago: { $first }
meaning-lifetime-of-periods = valor actual de lo que aportará un cliente; cuentan: { $horizon }; margen de un periodo: “{ $margin }”; proporción de clientes que siguen: “{ $retention }”; por periodo: descuento { $discount }%, crecimiento { $growth }%; primer pago: { $first }
meaning-lifetime-of-purchases = { $margin }% del promedio de “{ $revenue }” que se espera de un cliente, según modelos de las compras hasta la fecha (BG/NBD, Gamma-Gamma); horizonte: { $ahead }
meaning-on-time = filas de “{ $source }” entregadas a más tardar el día prometido ÷ filas del periodo cuyo día prometido ya llegó{ $cancelled }
meaning-on-time-with-grace = filas de “{ $source }” entregadas a más tardar el día prometido o dentro del plazo de gracia ÷ filas del periodo cuyo día prometido ya llegó; plazo de gracia: { $grace }{ $cancelled }
meaning-on-time-by-the-clock = filas de “{ $source }” entregadas a más tardar a la hora prometida o dentro del plazo de gracia ÷ filas del periodo cuyo día prometido ya llegó; plazo de gracia: { $grace }{ $cancelled }
meaning-otif-orders = pedidos con todas sus líneas a tiempo y completas ÷ pedidos del periodo cuyo día prometido ya llegó; a tiempo: { $on_time }; completa: { $in_full }{ $cancelled }
meaning-otif-lines = líneas a tiempo y completas ÷ líneas del periodo cuyo día prometido ya llegó; a tiempo: { $on_time }; completa: { $in_full }{ $cancelled }
meaning-otif-units = unidades entregadas a tiempo, sin pasar de las pedidas ÷ unidades pedidas, de las líneas del periodo cuyo día prometido ya llegó; a tiempo: { $on_time }{ $cancelled }
meaning-lead-time = { $statistic } del tiempo de “{ $from }” a “{ $to }” de los casos terminados; se cuentan: { $clock }
meaning-resolution-time = { $statistic } del tiempo de “{ $from }” a “{ $to }”; casos abiertos: { $open }; se cuentan: { $clock }
meaning-first-contact-resolved = tickets resueltos con un solo contacto, con “{ $resolved }” en plazo y sin repetición ÷ tickets con el plazo ya acabado; plazo: { $within }; tasa: { $rate }
meaning-backlog = número de casos abiertos (“{ $opened }”) hasta el final del periodo y no cerrados (“{ $closed }”) hasta entonces
meaning-defects-by-row = suma de “{ $defective }” ÷ número de filas de “{ $source }”
meaning-defects-by-quantity = suma de “{ $defective }” ÷ suma de “{ $inspected }”
meaning-quality-cost-per-order = costo de la mala calidad ({ $costs }) ÷ número de pedidos ({ $base })
meaning-quality-cost-of-sales = costo de la mala calidad ({ $costs }) ÷ ventas netas ({ $base })
meaning-complaints = quejas ({ $complaints }) ÷ base ({ $exposure })
meaning-nps = 100 × (promotores − detractores) ÷ respuestas; “{ $score }” de { $low } a 10: promotores desde 9, detractores por debajo de 7
meaning-answers = { $best } ÷ todas las respuestas de { $low } a { $high } (“{ $score }”)
meaning-mean-answer = promedio de las respuestas de { $low } a { $high } (“{ $score }”)
meaning-net-ease = 100 × (los tres grados más fáciles − los tres más difíciles) ÷ todas las respuestas de { $low } a { $high } (“{ $score }”)
meaning-weighted = { $counted }; cada respuesta cuenta según su peso “{ $weight }”
meaning-last-of = { $counted }; de cada “{ $whose }”, solo la última respuesta
meaning-responses = invitaciones entregadas donde “{ $completed }” ÷ invitaciones entregadas ({ $invited })
chosen-open-until = abierto hasta ese día inclusive, con “{ $closed }” vacío o posterior
chosen-repeat-of-topic = un ticket del mismo cliente y “{ $topic }” en un plazo de { $within }; no cuenta como ticket aparte
chosen-language-by-column = según la columna “{ $column }”
chosen-lexicon-own = “{ $id }”, del proyecto, para textos en { $language }; para los demás, el incluido en el programa
chosen-unanswered-below = también las filas sin valor en “{ $columns }”: en el denominador, nunca en el numerador
chosen-segments-of-measure = de “{ $measure }” por { $by }; lo no especificado no forma segmento
book-sheet-bridge-note = Qué movió la calificación desde el periodo anterior y cuánto aportó cada segmento al cambio de su indicador
book-sheet-trend-note = Una gráfica del indicador que elija, con límites, plan y pronóstico, y una pequeña de cada indicador
book-sheet-policy-note = Pesos, umbrales, calificación, topes, márgenes y tasas
book-sheet-series-note = Todos los indicadores en todos los periodos, desde los valores reales y el plan hasta la calificación y el estado
book-sheet-reconciliation-note = Qué pasó con las filas de cada fuente, de las leídas a las utilizadas
book-sheet-log-note = Ejecución, versiones, códigos hash y lo que se excluyó
book-sign-material = Material: la variación alcanza lo fijado en Control
book-sign-absent = Una celda vacía indica ausencia: sin datos, datos insuficientes o sin meta. Nunca es 0 ni cuenta en ningún promedio
book-basis-note = Qué días abarcan las cifras mostradas; las calificaciones siguen siendo las de la definición
book-material-share-note = Porcentaje del plan desde el que se marca la variación de un importe
book-material-points-note = 0.01 es un punto porcentual: desde ahí se marca la variación de una tasa
book-is-reported = Es el periodo del reporte
book-share-rule = Escriba un porcentaje del 0% al 100%.
book-tolerance-rule = Escriba un margen de 0 o más; si es un porcentaje de la meta, 100% como máximo.
book-scoring = Método de calificación
book-judged-edges = umbrales de la calificación
book-from-score = calificación
book-from-capped = calificación, limitada si un elemento no cumple
book-lamp-edits = ◆ Difiere del reporte, por los cambios
book-penalty = Calificación de un elemento ausente
book-point-relative = Cambio interanual
book-point-points = Cambio interanual, puntos
book-point-zero-low = Calificación 0 hasta
book-point-zero-high = Calificación 0 desde
book-scored = Calificado
book-row-scorable = Puede calificarse
book-row-raw = Calificación sin suelo ni tope
book-row-below = Calificación por el extremo inferior
book-row-above = Calificación por el extremo superior
book-score = Calificación
book-weight-scored = Peso con calificación
book-points = Peso × calificación
book-weight-below-scored = … con calificación
book-points-below = … × calificación
book-mean = Calificación promedio
book-by-score = Nivel por calificación
book-year-end = Pronóstico de cierre
book-drawn = Datos de las gráficas
book-choose-measure = Elija un indicador para la gráfica ▸
book-outlook = Pronóstico
book-chart-alt = Gráfica de líneas del indicador elegido: real, meta, límites de la variación normal y pronóstico; las cifras están en las filas de arriba
book-change = Cambio
book-triangles-off = Promedios que difieren del motor
book-check-rollup = Agregación del periodo del reporte: motor frente a fórmulas
book-check-shares = Los pesos efectivos suman el 100%
book-check-edits = Celdas modificadas desde el reporte
book-check-note = En gris, las cifras del motor. Si se modifica una entrada, es normal que las comparaciones difieran: muestran cuánto se alejó el libro del reporte.
book-bridge-of-score = Calificación: del periodo anterior a este, en puntos
book-bridge-of-segments = Cambio desde el periodo anterior, por segmento
book-variances-note = Del periodo del reporte: importes con cantidades por precio, volumen y mix; ratios por tasa y mix. Las partes y el resto suman la diferencia; un plan se descompone donde cada segmento tiene el suyo.
book-mean-price = Precio promedio
book-mean-ratio = Ratio promedio
book-bridge-ties = Partes frente al cambio
book-no-bridge = Ninguna calificación ni tabla de segmentos tiene periodo anterior.
book-effect-of-score = Efecto calificación
book-score-before = Calificación del periodo anterior
book-score-after = Calificación del periodo del reporte
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
    }, { $without } sin calificación.
side-summary = Entidades con su puesto, su calificación y sus cifras, primero las mejores
side-ranks = El punto es la calificación; la marca, la del conjunto. Junto a cada cifra figura su puesto; las entidades que el azar no permite distinguir comparten un intervalo de puestos.
against-score = Calificación
