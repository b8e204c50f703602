" Generated from the token list and the catalogue of emoc by `npm run generate`. Do not edit.
if exists('b:current_syntax')
  finish
endif

syntax case match
" Later items win where several match at one place.
syntax match emoOperator "->\|\.\.\|[<>=!]=\|[-+*/|<>=@]"
syntax match emoNumber "\v<\d+%(\.\d+)?%([eE][+-]?\d+)?>"
syntax match emoNumber "\v<\d+%(\.\d+)?%([eE][+-]?\d+)?\s*\%" contains=emoUnit
syntax match emoNumber "\v<\d+%(\.\d+)?%([eE][+-]?\d+)?\s*%(ms|s|min|Hz|kHz|deg|MB)>%(\s*%(\=|[(:]))@!" contains=emoUnit
syntax match emoUnit "\v%(\%|%(ms|s|min|Hz|kHz|deg|MB))$" contained
syntax match emoUnit "\v\d@<=\s*%(\%|%(ms|s|min|Hz|kHz|deg|MB)>)" contained
syntax match emoConstant "\v\.@<!<%(balanced|cosine|drop|elu|epoch|f136|f34|f68|false|gelu|glorot_normal|glorot_uniform|he_normal|he_uniform|keep|last|latin_1|leaky_relu|lecun_normal|linear|max|mean|none|orthogonal|refuse|relu|same|selu|sigmoid|softplus|split|step|swish|tanh|token|torch_uniform|true|utf_16|utf_8|valid|zero|zeros)>%(\s*%(\=|[(.:]))@!"
syntax match emoClause "\v\.@<!<%(from|in|by|on|as|of|to|per|step|stratified)>%(\s*%(\=|-\>|[(.,):]))@!"
syntax match emoFunction "\v<\h\w*>\ze\s*\("
syntax match emoKind "\v<%(activation|adagrad|adam|adamw|batch_norm|bce|ccc|classify|clean|constant|conv|cosine|cross_entropy|csv|dense|dropout|early|embed|exponential|fit|flatten|huber|joint|jsonl|layer_norm|linear|lines|lstm|mae|max_pool|mse|npy|npz|one_cycle|polynomial|pool|pyaudio|regress|rmsprop|scale|sgd|standardize|step_decay|synthetic|tsv|warm_up|words)>\ze\s*\("
syntax match emoSetting "\v<\h\w*>\ze\s*\=\=@!"
syntax match emoLine "\v^\s*%(optional\s+)?%(read|join|text|group|id|audio|image|vec|number|label|split|holdout)>%(\s*%(\=|[(.:,)\]]|-\>))@!" contains=emoModifier
syntax match emoModifier "\v<%(optional)>" contained
syntax match emoBlock "\v^%(\s+%(\w+\s*\=)@!)?%(emo|experiment|let|labels|dataset|encoder|fusion|head|loss|train|use|compare|tune)>%(\s*%([.(,]|-\>))@!" nextgroup=emoName skipwhite
syntax match emoName "\v<\h\w*>" contained
syntax region emoText start=+"+ skip=+\\.+ end=+"+ oneline contains=emoEscape,emoPlaceholder
syntax match emoEscape "\v\\%([nrt\"\\]|u\{\x{1,6}\})" contained
syntax match emoPlaceholder "\v\{\w+\}" contained
syntax match emoComment "//.*$" contains=@Spell
syntax match emoDocumentation "\v///%(/)@!.*$" contains=@Spell
syntax region emoBody start="{" end="}" transparent fold

highlight default link emoOperator Operator
highlight default link emoNumber Number
highlight default link emoUnit Type
highlight default link emoConstant Constant
highlight default link emoClause Statement
highlight default link emoFunction Function
highlight default link emoKind Function
highlight default link emoSetting Identifier
highlight default link emoLine Keyword
highlight default link emoModifier StorageClass
highlight default link emoBlock Keyword
highlight default link emoName Structure
highlight default link emoText String
highlight default link emoEscape SpecialChar
highlight default link emoPlaceholder Special
highlight default link emoComment Comment
highlight default link emoDocumentation SpecialComment

let b:current_syntax = 'emo'
