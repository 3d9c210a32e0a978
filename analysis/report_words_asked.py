"""The words of the report's questions and their answers, in Dutch (level B1) and in English, from the same keys."""

TEXTS_ASKED = {
    # ---- reception: questions 1 and 4 ----
    "q_replacement": ("Wanneer moet er vervanging zijn geregeld voor de Stieltjesstraat?", "By when must a replacement for Stieltjesstraat be agreed?"),
    "q_replacement_past": ("Het besluit over {places} vervangende plekken moest vóór {half} vallen; die datum is voorbij. Dan was er 1 op 2 kans dat de plekken op tijd open zijn. "
                           "Voor 9 op 10 kans moest het vóór {nine}.",
                           "The decision on {places} replacement places had to be taken before {half}; that date has passed. That gave 1 in 2 probability that the places open in time. "
                           "For 9 in 10 it had to be before {nine}."),
    "q_replacement_now": ("Het besluit over {places} vervangende plekken moet vóór {half} vallen. Dan is er 1 op 2 kans dat de plekken op tijd open zijn. "
                          "Voor 9 op 10 kans moet het vóór {nine}.",
                          "The decision on {places} replacement places must be taken before {half}. That gives 1 in 2 probability that the places open in time. "
                          "For 9 in 10 it must be before {nine}."),
    "q_replacement_none": ("Er is in deze raming geen tekort aan duurzame plekken in Nijmegen te verwachten.", "In this forecast no shortage of durable places in Nijmegen is to be expected."),
    "q_replacement_why": ("De opgave van Nijmegen is {duty}, en op {late} zijn er nog {places} plekken{places_band}. Er zijn dus {missing} plekken nodig; de Stieltjesstraat zelf heeft er {site}. "
                          "De locatie sluit volgens plan op {closes}.{slips} "
                          "De kans dat Nijmegen onder de opgave zit is {first} op {early}, en {later} op {late}. "
                          "Of de tijdelijke Stieltjesstraat in de tweede ronde van de wet als duurzaam telt, is niet bekend; hier telt zij mee.",
                          "The duty of Nijmegen is {duty}, and on {late} {places} places are left{places_band}. So {missing} places are needed; Stieltjesstraat itself has {site}. "
                          "The site is planned to close on {closes}.{slips} "
                          "The chance that Nijmegen is below its duty is {first} on {early}, and {later} on {late}. "
                          "Whether the second round of the act counts the temporary Stieltjesstraat as durable is not known; here it counts."),
    "q_replacement_slips": (" Maar locaties sluiten hier vaak later dan gepland. In het midden van de raming begint het tekort daarom in {start}.",
                            " But sites here often close later than planned. In the middle of the forecast the shortage therefore begins in {start}."),
    "q_replacement_how": ("De datum is het begin van het tekort, {start}, min {lead} maanden voorbereiding (een aanname) en min de vertraging bij openen. "
                          "In deze regio gingen locaties {least} tot {most} maanden later open dan gepland.{now}",
                          "The date is the start of the shortage, {start}, less {lead} months of preparation (an assumption) and less the delay of openings. "
                          "In this region sites opened {least} to {most} months later than planned.{now}"),
    "q_replacement_how_now": (" Valt het besluit op {today}, dan is er 1 op 2 kans dat de plekken er zijn in {half}, en 9 op 10 kans dat zij er zijn in {nine}. "
                              "Elke maand eerder maakt het tekort korter.",
                              " If it is decided on {today}, there is 1 in 2 probability that the places are there in {half}, and 9 in 10 that they are in {nine}. "
                              "Each month sooner makes the shortage shorter."),
    "q_wijchen": ("Haalt de regio de opgave als Wijchen niet opengaat en Druten stopt?", "Does the region meet its duty if Wijchen never opens and Druten ends?"),
    "q_wijchen_short": ("Nee. Dan heeft de regio op {date} {durable} van de {duty} duurzame plekken{durable_band}: {short} te weinig{short_band}. {can} "
                        "Het heeft zelf {own} plekken, bij een opgave van {own_duty}.",
                        "No. Then the region has {durable} of the {duty} durable places on {date}{durable_band}: {short} too few{short_band}. {can} "
                        "It has {own} places itself, with a duty of {own_duty}."),
    "q_wijchen_enough": ("Waarschijnlijk wel. Dan heeft de regio op {date} {durable} duurzame plekken{durable_band}. De opgave is {duty}.",
                         "Probably. Then the region has {durable} durable places on {date}{durable_band}. The duty is {duty}."),
    "q_wijchen_cannot": ("Nijmegen kan dat niet opvangen zonder nieuwe locatie.", "Nijmegen cannot take that up without a new site."),
    "q_wijchen_can": ("Nijmegen kan daarvan alleen opvangen wat het boven zijn eigen opgave heeft.", "Nijmegen can take up only what it has above its own duty."),
    "q_wijchen_more": ("{with_it} Druten is noodopvang en telt niet mee voor de opgave. "
                       "Leeg staan er bijna geen plekken: in heel Nederland is dan {share} van de plekken bezet.",
                       "{with_it} Druten is emergency reception and does not count for the duty. "
                       "Hardly a place stands empty: in the whole country {share} of the places are then in use."),
    "q_wijchen_also_short": ("Ook mét Wijchen haalt de regio de opgave niet: dan zijn het er {with_it}{with_it_band}, {with_short} te weinig.",
                             "With Wijchen the region misses its duty too: then there are {with_it}{with_it_band}, {with_short} too few."),
    "q_wijchen_with_enough": ("Mét Wijchen zijn het er {with_it}{with_it_band}, en dat is waarschijnlijk genoeg.", "With Wijchen there are {with_it}{with_it_band}, which is probably enough."),
    "q_wijchen_estimates": ("De opgave van de regio is de som van {all} gemeenten. Van {count} daarvan is de opgave niet gevonden, maar geschat naar inwoners: {derived}.",
                            "The duty of the region is the sum of {all} municipalities. Of {count} no duty was found; it is estimated by inhabitants: {derived}."),

    # ---- homes: question 7 ----
    "q_lettings": ("Hoe groot is de achterstand van Nijmegen bij een taak van 434 per jaar?", "How large is the backlog of Nijmegen at a task of 434 a year?"),
    "q_lettings_short": ("Met een taak van {task} mensen per jaar is de achterstand op {date} {backlog} mensen{backlog_band}, als statushouders {now} krijgen van de {lettings} woningen die per jaar vrijkomen. "
                         "{floor}",
                         "With a task of {task} people a year the backlog on {date} is {backlog} people{backlog_band}, if status holders get {now} of the {lettings} homes that come free each year. "
                         "{floor}"),
    "q_lettings_near": ("Met {shares} wordt dat iets meer dan {least}{least_band}. Met nog meer woningen wordt het niet lager.", "With {shares} that becomes a little more than {least}{least_band}. Still more homes do not make it lower."),
    "q_lettings_floor": ("Met {shares} wordt dat niet lager dan {least}{least_band}.", "With {shares} that becomes no lower than {least}{least_band}."),
    "shares_asked": ("7, 10 of 15 procent van de woningen", "7, 10 or 15 per cent of the homes"),
    "q_lettings_more": ("Meer woningen toewijzen helpt maar voor een deel. Zonder die extra woningen wachten er dan {waiting} mensen op een woning in Nijmegen{waiting_band}. "
                        "Bij {seven} komen er in die tijd {extra} woningen bij; dan wacht er bijna niemand meer. {few}"
                        "Met de taak van {known} mensen per jaar heeft Nijmegen op {date} {own}{own_band}.",
                        "Letting more homes to them helps in part only. Without those extra homes {waiting} people wait for a home in Nijmegen by then{waiting_band}. "
                        "At {seven} there are {extra} homes more in that time; then hardly anybody waits any more. {few}"
                        "With the task of {known} people a year Nijmegen has on {date} {own}{own_band}."),
    "q_lettings_few": ("Er komen te weinig statushouders om {task} mensen per jaar te huisvesten. De achterstand blijft dus, ook met meer woningen. ",
                       "Too few status holders come to house {task} people a year. So the backlog stays, with more homes too. "),
    "q_lettings_task": ("De raming rekent met een taak van {known} mensen per jaar: de laatste landelijke taakstelling die is gevonden, verdeeld naar inwoners. "
                        "Welke taak nu voor Nijmegen geldt, is niet gevonden. {task} is afgeleid: zo groot was de taak in {then}, gerekend vanuit die van Beuningen.",
                        "The forecast takes a task of {known} people a year: the last national taakstelling that was found, shared by inhabitants. "
                        "Which task holds for Nijmegen now was not found. {task} is derived: so large was the task in {then}, worked out from that of Beuningen."),
    "q_lettings_costs": ("Wat dat kost: het Rijk betaalt één keer {once} euro voor elke statushouder die een woning krijgt. Op {date} wachten er in Nijmegen {waiting} mensen op een woning{waiting_band}. "
                         "Voor {waiting} mensen is dat {all_once} miljoen euro, als het voor ieder van hen wordt betaald. Wachten kost ook geld: een gewone opvangplek kost het COA {a_day} euro per dag. "
                         "Voor evenveel mensen is dat {all_a_year} miljoen euro per jaar. Een taak van {task} verandert deze bedragen niet: er komen niet meer statushouders door. "
                         "Wat de gemeente zelf betaalt, aan begeleiding en woningen, zegt het model niet. Daarvoor is nodig wat Nijmegen uitgeeft voor elke statushouder die er komt wonen.",
                         "What that costs: the state pays {once} euros once for each status holder who gets a home. On {date} {waiting} people wait for a home in Nijmegen{waiting_band}. "
                         "For {waiting} people that is {all_once} million euros, if it is paid for each of them. Waiting costs money too: a regular reception place costs COA {a_day} euros a day. "
                         "For as many people that is {all_a_year} million euros a year. A task of {task} does not change these amounts: no more status holders come by it. "
                         "What the city itself pays, for guidance and homes, the model does not say. For that is needed what Nijmegen spends on each status holder who comes to live there."),

    # ---- Ukrainians: question 13 ----
    "q_ukraine": ("Hoeveel woningen zijn er nodig als Tarweweg en Asdonck sluiten?", "How many homes are needed if Tarweweg and Asdonck close?"),
    "q_ukraine_short": ("Ongeveer {homes} woningen{homes_band}, als elk huishouden er een nodig heeft: op {date} wonen er {people} Oekraïners op die twee locaties{people_band}, in {homes} huishoudens.",
                        "About {homes} homes{homes_band}, if each household needs one: on {date} {people} Ukrainians live at these two sites{people_band}, in {homes} households."),
    "q_ukraine_more": ("Eindigt de opvang voor alle Oekraïners in de regio, dan gaat het om {all} huishoudens{all_band}, samen {everyone} mensen{everyone_band}. "
                       "Hoeveel van hen een sociale huurwoning zoeken zegt het model niet. Dat hangt af van hun rechten na {end}, en die zijn nog niet bekend. "
                       "Een deel vindt een andere opvangplek, een gastgezin of eigen woonruimte, of gaat terug.",
                       "If reception ends for all Ukrainians in the region it is {all} households{all_band}, together {everyone} people{everyone_band}. "
                       "How many of them look for social housing the model does not say. That depends on their rights after {end}, which are not known yet. "
                       "Some find another place, a host or a home of their own, or return."),

    # ---- people without papers: question 14 ----
    "q_shelter": ("Hoeveel bed-bad-broodplekken zijn er nodig?", "How many places of bed, bath and bread are needed?"),
    "q_shelter_short": ("Als {tenth} van de mensen die na een afwijzing de opvang in Nijmegen verlaten in de stad blijft, zijn er op {date} {places_10} plekken bezet{band_10}. "
                        "Bij {twentieth} zijn het er {places_5}{band_5}, en bij {fifth} {places_20}{band_20}.{peak} Er zijn nu {known} bed-bad-broodplekken.",
                        "If {tenth} of those who leave reception in Nijmegen after a refusal stay in the city, {places_10} places are in use on {date}{band_10}. "
                        "At {twentieth} it is {places_5}{band_5}, and at {fifth} {places_20}{band_20}.{peak} There are {known} places of bed, bath and bread now."),
    "q_shelter_peak": (" Op zijn hoogst zijn dat er {highest}{highest_band}, op {date}.", " At its highest that is {highest}{highest_band}, on {date}."),
    "q_shelter_more": ("Dit is een gemiddelde; op drukke dagen is meer nodig. Een verblijf duurt gemiddeld {stay}, zoals in de landelijke opvang van vijf steden. "
                       "Elk procent meer dat blijft vraagt ongeveer {each} plek erbij.{enough} Niemand weet hoeveel mensen blijven en hoeveel er van elders komen; "
                       "die van elders zijn niet meegeteld.",
                       "This is an average; busy days ask for more. A stay lasts {stay} on average, as in the national shelters of five cities. "
                       "Each per cent more that stays asks for about {each} place more.{enough} Nobody knows how many stay and how many come from elsewhere; "
                       "those from elsewhere are not counted."),
    "q_shelter_enough": (" Met {known} plekken zijn er gemiddeld genoeg zolang minder dan {share} blijft.", " With {known} places there are enough on average as long as fewer than {share} stay."),
    "months_17": ("17 maanden", "17 months"),
}
