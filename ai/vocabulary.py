"""The words by which a headline is told to be of a share: tickers that are words too, words of business, of nature."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Tickers that are also words, initials or units: alone they name nobody.
COMMON: Final = _words(
    "A AA AI ALL AM AN ANY ARE AS AT B BABY BE BEST BIG BIT BY C CAN CAR CARE CASH CAT CEO CFO COST CS D DAY DB DD DO E"
    " EAT EL EPS ES ET EU EV F FAST FOR FUN G GAP GAS GO GOLD GOOD GPS GROW H HAS HD HE HER HOLD HOPE HOT I ICE IPO IQ"
    " IT J JOB K KEY L LIFE LIVE LOAN LOVE LOW M MA MAIN MAN MAR MAX MET MO MOD MS N NEW NEWS NEXT NICE NO NOW O OF OIL"
    " ON ONE OPEN OR OUT P PAY PG PLAY PLAN PM POST Q R RACE REAL RIDE ROCK RUN S SAFE SEE SHE SITE SKY SNAP SO STAR"
    " SUN T TEAM TECH TELL TM TO TOWN TRUE TV TWO U UK UN UP US USA V VERY W WE WELL WIN WORK X Y YOU Z"
)
# Of these not even before "stock" or "shares": "A shares", "IT stocks" and "gold stock" are of many companies.
QUALIFYING: Final = _words(
    "A AI ALL AN ANY B BEST BIG C CAR CASH EU EV FREE GAS GO GOLD GOOD H HOT IPO IT LOW N NEW NICE NO OIL ONE PLAY REAL"
    " SAFE TECH TOWN TV TWO UK US USA"
)
# Words of nature, places and pastimes: a name before one of them is not the company's.
ELSEWHERE: Final = _words(
    "basin beach cider county creek crop deforestation delta fires forest growers harvest island juice museum"
    " orchard orchards parade picking pie rainforest river soup tree trees tribe valley village"
)
# Words that speak of companies: near them a word that is also a name is meant as one.
CONTEXT: Final = _words(
    "analyst analysts beats buyback ceo cfo dividend downgrade downgraded downgrades earnings eps forecast guidance inc"
    " investors layoffs misses outlook overweight profit profits q1 q2 q3 q4 quarter quarterly recall recalls results"
    " revenue revenues sales share shareholders shares stock stocks underweight upgrade upgraded upgrades corp motor"
    " retailer carmaker automaker chipmaker airline flights backlog"
)
ANALYST_BEFORE: Final = _words("at by from")
ANALYST_AFTER: Final = _words(
    "analyst analysts cuts downgrades initiates keeps lifts lowers on raises recommends reiterates says sees starts"
    " strategist strategists upgrades upgrade downgrade warns"
)
# What a bank does to others as to itself, and what is its own: then it judges nobody, unless it speaks of a forecast.
ACTS: Final = _words("cuts lifts lowers raises")
HOUSEHOLD: Final = _words(
    "bankers bonuses costs dividend headcount jobs payout salaries staff traders workers workforce"
)
FORESEEN: Final = _words("estimate estimates expectations forecast forecasts outlook target targets view")

# In a headline without capitals a ticker that is a word is none, and a name that its capital alone makes one has to
# stand near a word of business, or be what moves.
MURMURED: Final = _words(
    "amc ba bb bx cl coin cop crm dal dash de dis dow gild hal hog hon hood low luv mon nem pep pins shop snow"
    " spot ups yum"
)
MOVES: Final = _words(
    "acquires announces beats buys climbs delays drops expands falls gains hires jumps launches plunges rallies rises"
    " sells sinks slides slips soars sues surges tops tumbles unveils"
)

# Words that turn a headline into its opposite: where one says up and the other down they are two, however alike.
UP: Final = _words(
    "above accept accepts approve approved approves backs beat beats boosts buy buys climb climbs gain gains higher"
    " increase increases jump jumps lift lifts overweight raise raised raises rallies rally rise rises soar soars"
    " surge surges top tops up upgrade upgraded upgrades win wins"
)
DOWN: Final = _words(
    "below block blocked blocks cut cuts decline declines denies denied deny down downgrade downgraded downgrades drop"
    " drops fall falls halts lose loses lower lowers miss misses plunge plunges reject rejected rejects sell sells sink"
    " sinks slide slides slip slips slump slumps stops tumble tumbles underweight"
)
NOT: Final = _words("never no not unlikely without won't")
