"""What a learner answers, as plain values: no models, so that a log is read without them."""

Response = bool | str | tuple[str, ...] | dict[str, str]
"""What a learner answers, always in option keys:

| type | response |
|---|---|
| single | the key of the choice |
| multiple | keys of the ticked choices, in the file's order |
| true_false | a bool |
| short, numeric | the text as typed |
| match | stem key -> choice key |
| categorise | item key -> group id |
| order | every item's key in the chosen order |
| cloze | gap id -> choice key, or the text as typed |
| reflection | the text as written |
| survey | key, keys (`several`) or text |
"""
