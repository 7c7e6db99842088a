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
    { $course ->
        [steady-miss] “{ $title }” va de forma sostenida { $by } peor que el plan: con el proceso actual no se cumplirá
       *[other] “{ $title }” { $gap ->
            [better] va { $by } mejor que el plan
            [worse] va { $by } peor que el plan
           *[at-plan] está en línea con el plan
        }{ $running ->
            [0] {""}
            [1] {""}
            [2] {","} por segundo periodo consecutivo
            [3] {","} por tercer periodo consecutivo
            [4] {","} por cuarto periodo consecutivo
            [5] {","} por quinto periodo consecutivo
            [6] {","} por sexto periodo consecutivo
            [7] {","} por séptimo periodo consecutivo
            [8] {","} por octavo periodo consecutivo
            [9] {","} por noveno periodo consecutivo
            [10] {","} por décimo periodo consecutivo
            [11] {","} por undécimo periodo consecutivo
            [12] {","} por duodécimo periodo consecutivo
           *[other] {","} y ya van { $running } periodos consecutivos
        }
    }{ $course ->
        [steady-chance] {";"} con el proceso actual, unas veces se cumplirá y otras no
        [chance] {" "}({ $signal })
       *[other] {""}
    }{ $off ->
        [1] {""}
       *[other] {";"} { $off } de los { $total } indicadores no cumplen
    }.
line-praise = “{ $best }” va { $best_by } mejor que el plan.
line-watch =
    No hay incumplimientos; en observación: “{ $title }”, { $gap ->
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
    }.
line-one = “{ $title }” cumple su meta.
line-all = Los { $total } indicadores calificados cumplen su meta.
line-all-and-best = Los { $total } indicadores calificados cumplen su meta; “{ $best }” va { $best_by } mejor que el plan.
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
ahead-too-wide = El pronóstico para { $year } es demasiado amplio para decir algo.
changed-score =
    { $moved ->
        [up] La calificación subió de { $before } a { $after } ({ $by }) desde { $period }.
        [down] La calificación bajó de { $before } a { $after } ({ $by }) desde { $period }.
       *[level] La calificación sigue en { $after } desde { $period }.
    }
changed-no-score = No hay calificación en { $period } con la que comparar.
