"""First names that children and young people bear, for `personal`: written alone, they are still somebody's.

The commonest names of children born in England and Wales from 1984 to 2004, as the Office for National Statistics ranks
them, and names common in communities that those ranks count under several spellings (`assumed`: chosen by hand). Names
that are also words a note may begin with (Will, Mark, Grace, Hope, May, Summer, Jade, Amber) are left out, as are those
of places (Chelsea, Paris, Stockport has a Heaton).
"""

from __future__ import annotations

_NAMES = """
aaron abdul abdullah abigail adam ahmed aidan aisha alan alex alexander alexandra ali alice alisha amanda amelia
amina amir amy andrew anna anthony antony arthur ashleigh ashley ayesha barry ben benjamin beth bethany bradley
brandon caitlin callum cameron carl carly catherine charlie charlotte chloe chris christian christina
christopher claire connor conor corey courtney craig curtis damian daniel danielle danny darren david dean
declan dominic donna dylan edward eleanor elizabeth ella ellie emily emma ethan farah fatima francesca gareth
gary gavin gemma george georgia georgina graham hannah harley harriet harry harvey hassan hayley heather helen
henry hollie holly ibrahim imran isaac isabella isobel jack jacob jake jamal james jamie jasmine jason jay
jayden jennifer jenny jessica jodie joe joel john jon jonathan jordan joseph josh joshua julie justin kane karen
karl kate katherine kathryn katie kayleigh keeley keiran keith kelly kelsey kieran kieron kimberley kirsty kyle
laura lauren leah leanne lee leon lewis liam lily linda lisa logan louis louise luca lucas lucy luke lydia mandy
maria martin mary mason mateusz matthew maya megan melissa mia michael michelle mohamed mohammed molly morgan
muhammad musa natalie natasha nathan neil niamh nicholas nicola nicole nigel oliver olivia omar oscar owen paige
patrick paul peter philip rachel rebecca reece rhiannon rhys richard robert robin rosie ross ruby ryan sally sam
samantha samuel sarah scott sean shane shannon sharon shaun sian simon sophie stacey stephanie stephen steven
stuart susan tara taylor thomas tiffany timothy toby tom tracey tyler vanessa victoria wayne wesley william
yasmin yusuf zachary zainab zara zoe
"""

FORENAMES = frozenset(_NAMES.split())
"""Case-folded."""

WORDS_TOO = frozenset(
    ("dean", "harry", "holly", "jack", "jasmine", "jay", "josh", "lee", "lily", "mason", "robin", "ruby", "sally")
)
"""Those of them that are words when they are written small (`assumed`)."""
