// Generated from the pages beside this file by `npm run generate`. Do not edit.
import { type Diagnostic, type Hole, make, type More, type Place } from './diagnostic.ts';

const pages = {
  'unknown-character': {"name":"unknown-character","code":"E0101","severity":"error","message":"`{character}` has no meaning in a spec","label":"not part of the language","help":["{hint}"]},
  'unterminated-text': {"name":"unterminated-text","code":"E0102","severity":"error","message":"a text ends on the line on which it begins, and this one does not","label":"the closing `\"` is missing","help":["write a line break inside of a text as `\\n`"]},
  'unknown-escape': {"name":"unknown-escape","code":"E0103","severity":"error","message":"`{escape}` is not one of the escapes of a text","label":"unknown escape","help":["write `\\\\` for a backslash; in paths `/` works on every system"]},
  'misquoted-text': {"name":"misquoted-text","code":"E0104","severity":"error","message":"a text stands between straight double quotes, not `{quote}`","label":"other quotes","help":["write {fixed}"]},
  'foreign-comment': {"name":"foreign-comment","code":"E0105","severity":"error","message":"a comment begins with `//`, not with `{mark}`","label":"other comment sign","help":["write `//`, or `///` to document the element below"]},
  'malformed-number': {"name":"malformed-number","code":"E0106","severity":"error","message":"`{text}` is not a number","label":"cannot be read","help":["write `{likely}`","a number is written `32`, `0.5` or `1e-3`, with one of the units %, ms, s, min, Hz, kHz, deg and MB, or without"]},
  'unknown-unit': {"name":"unknown-unit","code":"E0107","severity":"error","message":"`{unit}` is not a unit","label":"unknown unit","help":["write `{meant}`","or `{second}`","or `{third}`","the units are %, ms, s, min, Hz, kHz, deg and MB"]},
  'foreign-letters': {"name":"foreign-letters","code":"E0108","severity":"error","message":"`{name}` has letters that a name cannot have","label":"not a name","help":["names are made of Latin letters, digits and `_`; anything else is written as a text in quotes"]},
  'missing-value': {"name":"missing-value","code":"E0110","severity":"error","message":"expected a value after `{sign}`","label":"value missing","help":[]},
  'missing-name': {"name":"missing-name","code":"E0111","severity":"error","message":"expected a name after `{sign}`","label":"name missing","help":[]},
  'malformed-version': {"name":"malformed-version","code":"E0112","severity":"error","message":"expected a whole number after `@`","label":"version missing","help":["write the version of the protocol, as in `vad@1`"]},
  'missing-arguments': {"name":"missing-arguments","code":"E0113","severity":"error","message":"expected `(` after `{step}`","label":"not a step yet","help":["a step is written with parentheses, even if nothing is in them: `{step}()`"]},
  'missing-comma': {"name":"missing-comma","code":"E0114","severity":"error","message":"expected `,` between `{before}` and `{after}`","label":"comma missing before this","help":["write `,` between them"]},
  'extra-comma': {"name":"extra-comma","code":"E0115","severity":"error","message":"there is nothing before this `,`","label":"one comma too many","help":["leave it out"]},
  'colon-for-equals': {"name":"colon-for-equals","code":"E0116","severity":"error","message":"a setting is written with `=`, not with `:`","label":"expected `=`","help":["write `{name} = …`"]},
  'bound-with-unit': {"name":"bound-with-unit","code":"E0117","severity":"error","message":"expected a plain number after a comparison in a map, found the unit `{unit}`","label":"no unit here","help":["write the number as it stands in the data"]},
  'unclosed-brace': {"name":"unclosed-brace","code":"E0120","severity":"error","message":"this `{` is never closed","label":"no `}` for this one","help":["write `}` where the block ends"]},
  'unclosed-bracket': {"name":"unclosed-bracket","code":"E0121","severity":"error","message":"this `{open}` is never closed","label":"no `{close}` for this one","help":["write `{close}` where it ends"]},
  'stray-closer': {"name":"stray-closer","code":"E0122","severity":"error","message":"this `{closer}` closes nothing","label":"nothing is open here","help":["leave it out, or open what it is meant to close"]},
  'unexpected-sign': {"name":"unexpected-sign","code":"E0123","severity":"error","message":"expected {expected}, found {found}","label":"not expected here","help":[]},
  'too-deep': {"name":"too-deep","code":"E0124","severity":"error","message":"more than {limit} levels inside of each other","label":"too deep from here on","help":["name a part with `let` and use the name"]},
  'missing-version': {"name":"missing-version","code":"E0201","severity":"error","message":"the spec does not say which version of the language it is written in","help":["write `emo 1` as the first line"]},
  'unknown-version': {"name":"unknown-version","code":"E0202","severity":"error","message":"expected version 1 of the language, found {found}","label":"not a known version","help":["write `emo 1`, or use a newer emoc"]},
  'unknown-block': {"name":"unknown-block","code":"E0203","severity":"error","message":"there is no block called `{word}`","label":"not a block","help":["did you mean `{nearest}`?","a block is one of: {known}"]},
  'step-outside-pipeline': {"name":"step-outside-pipeline","code":"E0204","severity":"error","message":"the step `{name}` stands outside of an encoder, a fusion and a head","label":"in no block","help":["move it into the braces of the block that it belongs to"]},
  'unnamed-block': {"name":"unnamed-block","code":"E0205","severity":"error","message":"`{word}` needs a name","label":"name missing","help":["write the name after the word, as in `{word} first`"]},
  'name-taken': {"name":"name-taken","code":"E0206","severity":"error","message":"`{name}` is already the name of {role}","label":"already taken","help":["leave this one out: it repeats {copied}","call this one `{free}`"]},
  'unknown-name': {"name":"unknown-name","code":"E0207","severity":"error","message":"nothing called `{name}` is declared; expected {wanted}","label":"not declared","help":["did you mean `{nearest}`?","declared: {candidates}"]},
  'wrong-role': {"name":"wrong-role","code":"E0208","severity":"error","message":"`{name}` is {role}; expected {wanted}","label":"stands for something else","help":[]},
  'expected-name': {"name":"expected-name","code":"E0209","severity":"error","message":"{expected} is expected here","label":"not such a name","help":[]},
  'expected-constant': {"name":"expected-constant","code":"E0210","severity":"error","message":"a number, a constant or arithmetic on them is expected here","label":"not a constant","help":[]},
  'division-by-zero': {"name":"division-by-zero","code":"E0211","severity":"error","message":"division by zero","label":"is 0","help":[]},
  'no-value': {"name":"no-value","code":"E0212","severity":"error","message":"`{what}` has no value","label":"value missing","help":["write it, as in `{example}`"]},
  'unused-name': {"name":"unused-name","code":"E0213","severity":"error","message":"the {role} `{name}` is declared and never used","label":"never used","help":["use it, or remove the declaration"]},
  'unused-column': {"name":"unused-column","code":"E0214","severity":"error","message":"the column `{name}` of `{dataset}` is declared and never used","label":"never used","help":["use it in an encoder, a head or a split, or remove the line"]},
  'duplicate-block': {"name":"duplicate-block","code":"E0215","severity":"error","message":"there is a second `{word}`; a {owner} has one","label":"the second","help":["merge the two"]},
  'missing-block': {"name":"missing-block","code":"E0216","severity":"error","message":"the spec has no {words}","help":["add what is missing, as in `{example}`"]},
  'cyclic-reference': {"name":"cyclic-reference","code":"E0217","severity":"error","message":"`{name}` is made from itself","label":"leads back here","help":[]},
  'unknown-member': {"name":"unknown-member","code":"E0218","severity":"error","message":"`{dataset}` has no column called `{name}`","label":"not a column","help":["did you mean `{nearest}`?","columns: {known}"]},
  'units-do-not-mix': {"name":"units-do-not-mix","code":"E0219","severity":"error","message":"`{operator}` does not take {one} and {other}","label":"units differ","help":[]},
  'unit-without-use': {"name":"unit-without-use","code":"E0220","severity":"error","message":"a plain number is expected here, found the unit `{unit}`","label":"no unit here","help":[]},
  'missing-body': {"name":"missing-body","code":"E0221","severity":"error","message":"expected `{` after this `{word}`","label":"without a body","help":["put the lines below into braces"]},
  'unknown-setting': {"name":"unknown-setting","code":"E0301","severity":"error","message":"`{owner}` has no setting called `{name}`","label":"not a setting","help":["did you mean `{nearest}`?","it is a setting of {elsewhere}; leave it out here","settings of `{owner}`: {known}"]},
  'too-many-arguments': {"name":"too-many-arguments","code":"E0302","severity":"error","message":"{found} belongs to no setting of `{owner}`","label":"for which setting?","help":["write `name = value` with one of: {known}"]},
  'setting-twice': {"name":"setting-twice","code":"E0303","severity":"error","message":"`{name}` of `{owner}` is set twice","label":"the second","help":["remove one of them"]},
  'missing-setting': {"name":"missing-setting","code":"E0304","severity":"error","message":"`{owner}` needs {name}","label":"not complete","help":["{doc}"]},
  'wrong-value': {"name":"wrong-value","code":"E0305","severity":"error","message":"`{name}` of `{owner}` must be {expected}; found {found}","label":"does not fit","help":["write `{instead}`","left out, it is `{preset}`"]},
  'unknown-option': {"name":"unknown-option","code":"E0306","severity":"error","message":"`{name}` of `{owner}` cannot be {found}","label":"not an option","help":["did you mean `{nearest}`?","one of: {options}"]},
  'missing-equals': {"name":"missing-equals","code":"E0307","severity":"error","message":"expected `=` after `{name}`","label":"expected `=` after this","help":["write `{name} = …`"]},
  'no-effect': {"name":"no-effect","code":"E0308","severity":"error","message":"`{name}` has no effect here: {reason}","label":"changes nothing","help":["remove it"]},
  'unexpected-element': {"name":"unexpected-element","code":"E0309","severity":"error","message":"{found} does not belong in `{owner}`","label":"not expected here","help":["did you mean `{nearest}`?","expected: {expected}"]},
  'settings-exclude': {"name":"settings-exclude","code":"E0310","severity":"error","message":"`{owner}` takes `{one}` or `{other}`, not both","label":"the other one is set too","help":["remove one of them"]},
  'unknown-step': {"name":"unknown-step","code":"E0401","severity":"error","message":"there is no step called `{name}`","label":"not a step","help":["did you mean `{nearest}`?","steps: {known}"]},
  'step-does-not-fit': {"name":"step-does-not-fit","code":"E0402","severity":"error","message":"`{step}` takes {expected}; it gets {found} here","label":"gets {found}","help":["{hint}"]},
  'data-step-after-graph': {"name":"data-step-after-graph","code":"E0403","severity":"error","message":"`{step}` is computed on data, before training; it cannot come after `{earlier}`, which is trained","label":"too late here","help":["move it above every step that is trained"]},
  'pipeline-ends-wrong': {"name":"pipeline-ends-wrong","code":"E0404","severity":"error","message":"{owner} is {found}; {needed} is needed","label":"{found} here","help":["{hint}"]},
  'fusion-does-not-fit': {"name":"fusion-does-not-fit","code":"E0405","severity":"error","message":"`{fusion}` takes {expected}; `{input}` is {found}","label":"{found}","help":["{hint}"]},
  'not-aligned': {"name":"not-aligned","code":"E0406","severity":"error","message":"`{fusion}` needs sequences with one clock; `{one}` is {clock}, `{other}` is {otherClock}","label":"runs by another clock","help":["make one vector of each, as in `pool(mean)`"]},
  'fusion-needs-two': {"name":"fusion-needs-two","code":"E0407","severity":"error","message":"`{fusion}` needs at least two inputs; it has {count}","label":"too few inputs","help":[]},
  'different-datasets': {"name":"different-datasets","code":"E0408","severity":"error","message":"`{one}` comes from the data set `{dataset}`, `{other}` from `{otherDataset}`","label":"from `{otherDataset}`","help":["declare the columns in one data set, with a `read` each, and `join` them by a key"]},
  'unknown-fusion': {"name":"unknown-fusion","code":"E0410","severity":"error","message":"there is no fusion called `{name}`","label":"not a fusion","help":["did you mean `{nearest}`?","fusions: {known}"]},
  'unknown-head-kind': {"name":"unknown-head-kind","code":"E0411","severity":"error","message":"there is no kind of head called `{name}`","label":"not a kind of head","help":["did you mean `{nearest}`?","a head ends in one of: {known}"]},
  'head-without-target': {"name":"head-without-target","code":"E0412","severity":"error","message":"the head `{name}` does not say what it predicts","label":"predicts nothing","help":["end it with `classify(…)` or `regress(…)`"]},
  'steps-after-target': {"name":"steps-after-target","code":"E0413","severity":"error","message":"`{step}` comes after `{kind}`, which ends the head","label":"after the end","help":["move it above `{kind}`"]},
  'wrong-target': {"name":"wrong-target","code":"E0414","severity":"error","message":"`{kind}` needs {expected}; `{column}` is {found}","label":"{found}","help":["use `{suggestion}`"]},
  'foreign-target': {"name":"foreign-target","code":"E0415","severity":"error","message":"the head `{head}` sees `{dataset}`, but its target `{target}` is a column of `{otherDataset}`","label":"of `{otherDataset}`","help":["use a column of `{dataset}`"]},
  'column-not-input': {"name":"column-not-input","code":"E0416","severity":"error","message":"`{column}` is {found}: an encoder cannot start from it","label":"{found}","help":["inputs of `{dataset}`: {known}"]},
  'input-twice': {"name":"input-twice","code":"E0417","severity":"error","message":"`{input}` is an input of this fusion twice","label":"the second time","help":["remove one of them"]},
  'unknown-loss': {"name":"unknown-loss","code":"E0501","severity":"error","message":"there is no loss called `{name}`","label":"not a loss","help":["did you mean `{nearest}`?","losses: {known}"]},
  'loss-of-what': {"name":"loss-of-what","code":"E0502","severity":"error","message":"`{loss}` judges a head; found {found}","label":"not a head","help":["write `{loss}(…)` with one of the heads: {heads}"]},
  'loss-does-not-fit': {"name":"loss-does-not-fit","code":"E0503","severity":"error","message":"`{loss}` judges {expected}; `{head}` is {found}","label":"`{head}` is {found}","help":["use `{instead}`","it is also judged by {others}"]},
  'loss-shape': {"name":"loss-shape","code":"E0504","severity":"error","message":"a loss is a sum of `weight * loss(head)`; found {found}","label":"not a summand","help":[]},
  'weight-out-of-range': {"name":"weight-out-of-range","code":"E0505","severity":"error","message":"the weight of `{term}` is {weight}; a weighted sum takes weights in 0..1","label":"weighs {weight}","help":["use a weight in 0..1, or drop `weighted_sum`"]},
  'weights-above-one': {"name":"weights-above-one","code":"E0506","severity":"error","message":"the weights sum to {sum}; a weighted sum takes at most 1","label":"sums to {sum}","help":["lower the weights, or drop `weighted_sum`"]},
  'head-not-in-loss': {"name":"head-not-in-loss","code":"E0507","severity":"error","message":"the head `{name}` is in no loss: it would never be trained","label":"never trained","help":["add `{suggestion}` to the loss"]},
  'loss-twice': {"name":"loss-twice","code":"E0508","severity":"error","message":"`{loss}({head})` stands twice in the loss","label":"the second","help":["add the weights"]},
  'unknown-protocol': {"name":"unknown-protocol","code":"E0509","severity":"error","message":"there is no protocol called `{name}`","label":"not a protocol","help":["did you mean `{nearest}`?","protocols: {known}"]},
  'protocol-does-not-fit': {"name":"protocol-does-not-fit","code":"E0510","severity":"error","message":"the protocol `{protocol}` is for {expected}; the head `{head}` is {found}","label":"does not fit `{head}`","help":["use `{suggestion}`","leave `protocol` out: every head then gets the usual metrics of its kind"]},
  'unknown-monitor': {"name":"unknown-monitor","code":"E0511","severity":"error","message":"`{found}` cannot be watched","label":"unknown","help":["did you mean `{nearest}`?","write `val.loss` or one of: {known}"]},
  'no-validation': {"name":"no-validation","code":"E0512","severity":"error","message":"`{what}` needs a validation split, and `{dataset}` has none","label":"chooses by nothing","help":["give `split` a share for validation, or add `holdout 10% of train`"]},
  'missing-split': {"name":"missing-split","code":"E0513","severity":"error","message":"`{dataset}` is not split","label":"split missing","help":["write one, as in `split 80% / 10% / 10%` or `split by file { train -> train, test -> test }`"]},
  'missing-mapping': {"name":"missing-mapping","code":"E0514","severity":"error","message":"{labels} of `{set}` can never be reached: no mapping leads there","label":"not reached in full","help":["map a value to it, or remove it from the label set"]},
  'mapped-twice': {"name":"mapped-twice","code":"E0515","severity":"error","message":"the value `{value}` is mapped twice","label":"never applies","help":["remove one of them"]},
  'mapping-to-no-label': {"name":"mapping-to-no-label","code":"E0516","severity":"error","message":"`{label}` is not a label of `{set}`","label":"not a label","help":["did you mean `{nearest}`?","labels: {known}"]},
  'label-twice': {"name":"label-twice","code":"E0517","severity":"error","message":"the label `{label}` stands twice in `{set}`","label":"the second","help":["remove one of them"]},
  'too-few-labels': {"name":"too-few-labels","code":"E0518","severity":"error","message":"a label set has at least two labels; `{set}` has {count}","label":"only {count}","help":["write `labels {set} = no | yes`"]},
  'label-set-form': {"name":"label-set-form","code":"E0519","severity":"error","message":"a label set is a list of words separated by `|`","label":"not such a list","help":["write `labels {set} = {words}`"]},
  'group-not-kept': {"name":"group-not-kept","code":"E0520","severity":"error","message":"rows of one `{column}` may stand on two sides: `{what}` does not say `by {column}`","label":"by no group","help":["add `by {column}`, or remove the group"]},
  'expected-form': {"name":"expected-form","code":"E0521","severity":"error","message":"expected {expected}; found {found}","label":"expected {expected}","help":["did you mean `{nearest}`?","write it as in `{example}`"]},
  'missing-read': {"name":"missing-read","code":"E0522","severity":"error","message":"`{dataset}` reads nothing","label":"no `read`","help":["add one, as in `read csv(\"clips.csv\")`"]},
  'unknown-reader': {"name":"unknown-reader","code":"E0523","severity":"error","message":"there is no reader called `{name}`","label":"not a reader","help":["did you mean `{nearest}`?","readers: {known}"]},
  'unknown-read': {"name":"unknown-read","code":"E0524","severity":"error","message":"`{dataset}` has no read called `{name}`","label":"not a read","help":["did you mean `{nearest}`?","reads: {known}"]},
  'unknown-optimizer': {"name":"unknown-optimizer","code":"E0525","severity":"error","message":"there is no optimizer called `{name}`","label":"not an optimizer","help":["did you mean `{nearest}`?","one of: {known}"]},
  'which-read': {"name":"which-read","code":"E0526","severity":"error","message":"`{dataset}` has several reads; `{source}` does not say which","label":"of which read?","help":["write `READ.{source}(…)` with one of: {known}"]},
  'stratify-on-what': {"name":"stratify-on-what","code":"E0527","severity":"error","message":"`{column}` is {found}; a split is stratified on a label","label":"{found}","help":[]},
  'split-by-what': {"name":"split-by-what","code":"E0528","severity":"error","message":"`{column}` is {found}; a split by shares goes by a `group` column","label":"{found}","help":["write `{stratified}` where each side shall have the same share of every label","declare one, as in `group speaker = column(speaker)`"]},
  'split-shares': {"name":"split-shares","code":"E0529","severity":"error","message":"a split has three shares in per cent that sum to 100%: training, validation, test; found {found}","label":"{found}","help":["did you mean `{meant}`?","write it as in `split 80% / 10% / 10%`"]},
  'holdout-share': {"name":"holdout-share","code":"E0530","severity":"error","message":"`holdout` takes a share of `train` between 0% and 100%; found {found}","label":"{found}","help":["write it as in `holdout 20% of train`"]},
  'no-training-rows': {"name":"no-training-rows","code":"E0531","severity":"error","message":"the split of `{dataset}` puts no rows into training","label":"nothing trains","help":["map something to `train`, as in `split by file { train -> train, test -> test }`"]},
  'unknown-side': {"name":"unknown-side","code":"E0532","severity":"error","message":"{found} is not a side of a split","label":"not a side","help":["did you mean `{nearest}`?","sides: train, validation, test, drop"]},
  'label-without-set': {"name":"label-without-set","code":"E0533","severity":"error","message":"the label `{label}` does not say its label set","label":"label set missing","help":["name one, as in `{example}`"]},
  'split-without-path': {"name":"split-without-path","code":"E0534","severity":"error","message":"`{dataset}` is split by file, and none of its paths holds `{placeholder}`","label":"by which files?","help":["write `{placeholder}` where the names of the files differ"]},
  'split-not-by-file': {"name":"split-not-by-file","code":"E0535","severity":"error","message":"a path holds `{placeholder}`, and `{dataset}` is not split by file","label":"nothing fills `{placeholder}`","help":["split by file, or name one file"]},
  'unknown-schedule': {"name":"unknown-schedule","code":"E0536","severity":"error","message":"there is no schedule called `{name}`","label":"not a schedule","help":["did you mean `{nearest}`?","one of: {known}"]},
  'watches-differ': {"name":"watches-differ","code":"E0537","severity":"error","message":"`keep` watches `{keep}` and `stop` watches `{stop}`","label":"watches another value","help":["say it in one of them; the other then means the same"]},
  'unknown-source': {"name":"unknown-source","code":"E0538","severity":"error","message":"expected {known} here, found {found}","label":"not a source for this column","help":["did you mean `{nearest}`?","write it as in `{example}`"]},
  'holdout-beside-validation': {"name":"holdout-beside-validation","code":"E0539","severity":"error","message":"`{dataset}` has validation rows already; `holdout` would add others to them","label":"a second source of validation rows","help":["remove the line, or give the other rows no validation side"]},
  'join-with-itself': {"name":"join-with-itself","code":"E0540","severity":"error","message":"`{read}` is joined with itself","label":"both sides are this read","help":["take the key from another read"]},
  'missing-file': {"name":"missing-file","code":"E0601","severity":"error","message":"`{file}` does not exist","help":["did you mean `{nearest}`?","relative paths are looked up in the data root `{root}`; change it with --data, EMOC_DATA or emoc.yaml","the data root `{rootNotThere}` is no folder; change it with --data, EMOC_DATA or emoc.yaml"]},
  'folder-for-file': {"name":"folder-for-file","code":"E0602","severity":"error","message":"`{file}` is a folder; expected a file","help":["name one file inside it"]},
  'empty-file': {"name":"empty-file","code":"E0603","severity":"error","message":"`{file}` is empty; expected data, found 0 bytes","help":["copy or download it again, or name another file"]},
  'forbidden-file': {"name":"forbidden-file","code":"E0604","severity":"error","message":"`{file}` may not be read: permission denied","help":["give yourself the right to read it: chmod u+r"]},
  'special-file': {"name":"special-file","code":"E0605","severity":"error","message":"`{file}` is not an ordinary file; expected a file on disk, found {found}","help":["copy its content into a file, and name that"]},
  'file-too-large': {"name":"file-too-large","code":"E0606","severity":"error","message":"`{file}` holds {sizeBytes} bytes; at most {limitBytes} can be read at once","help":["split it into several files"]},
  'unreadable-file': {"name":"unreadable-file","code":"E0607","severity":"error","message":"`{file}` could not be read: {reason}","help":["copy the file to another disk and look whether that can read it"]},
  'wrong-encoding': {"name":"wrong-encoding","code":"E0608","severity":"error","message":"`{file}`, line {line}: byte {offset} ({found}) is not {encoding} text","help":["it looks like {likely}: write `encoding = {setting}` in the read","save the file as UTF-8, or name its encoding in the read: `encoding = {others}`"]},
  'other-encoding': {"name":"other-encoding","code":"E0609","severity":"error","message":"`{file}` begins with the byte-order mark of {found}; expected {expected} text","help":["leave the encoding out: the mark already says it"]},
  'no-rows': {"name":"no-rows","code":"E0610","severity":"error","message":"`{file}` has {found} and no rows; expected at least one row of data","help":["add rows, or name the file that has them"]},
  'ragged-row': {"name":"ragged-row","code":"E0611","severity":"error","message":"`{file}`, line {line}: expected {expected} fields as in line {first}, found {found}","help":["a `{separator}` inside a text needs quotes round the field","write what is missing (a field may be empty), or take the row out; `{lastColumn}` is the last field that the line has"]},
  'unclosed-quote': {"name":"unclosed-quote","code":"E0612","severity":"error","message":"`{file}`, line {line}: the quote opened in column {column} is never closed","help":["end the field with a quote, and write a quote inside of it twice"]},
  'text-after-quote': {"name":"text-after-quote","code":"E0613","severity":"error","message":"`{file}`, line {line}, column {column}: expected a separator or the end of the line after the closing quote, found `{found}`","help":["write a quote inside a quoted field twice"]},
  'not-a-number': {"name":"not-a-number","code":"E0614","severity":"error","message":"`{file}`, line {line}, column `{column}`: expected a number, found `{found}`","help":["write it with a point: `{withPoint}`","{advice}"]},
  'not-finite': {"name":"not-finite","code":"E0615","severity":"error","message":"`{file}`, line {line}, column `{column}`: expected a finite number, found `{found}`","help":["leave the row out, or fill the value before training"]},
  'missing-number': {"name":"missing-number","code":"E0616","severity":"error","message":"`{file}`, line {line}, column `{column}`: expected a number, found nothing","help":["leave the row out, or fill the value before training"]},
  'missing-column': {"name":"missing-column","code":"E0617","severity":"error","message":"`{file}` has no column `{column}`; it has {columns}","help":["did you mean `{nearest}`?","the fields look separated by {separator}: write `{instead}`"]},
  'column-out-of-range': {"name":"column-out-of-range","code":"E0618","severity":"error","message":"`{file}` has no column number {column}; expected 0 to {last}","help":["the last one is `{last}`"]},
  'duplicate-column': {"name":"duplicate-column","code":"E0619","severity":"error","message":"`{file}`, line {line}: two columns are named `{column}` (number {first} and {second})","help":["rename one of them in the header"]},
  'broken-json-line': {"name":"broken-json-line","code":"E0620","severity":"error","message":"`{file}`, line {line}: not JSON: {reason}","help":[]},
  'json-line-not-object': {"name":"json-line-not-object","code":"E0621","severity":"error","message":"`{file}`, line {line}: expected a JSON object, found {found}","help":[]},
  'missing-field': {"name":"missing-field","code":"E0622","severity":"error","message":"`{file}`, line {line}: the field `{column}` is {found}; expected a value in every line","help":[]},
  'number-too-large': {"name":"number-too-large","code":"E0623","severity":"error","message":"`{file}`, line {line}, column `{column}`: {found} does not fit a 32-bit float (at most 3.4e38)","help":["correct the value, take its row out of the table, or save the column in another unit"]},
  'reversed-columns': {"name":"reversed-columns","code":"E0624","severity":"error","message":"`{file}`: the range of columns ends before it begins: `{from}` is number {first}, `{to}` is number {last}","help":["write the range the other way round"]},
  'not-a-text': {"name":"not-a-text","code":"E0625","severity":"error","message":"`{file}` is no text: expected a table as text, found {found}","help":["{advice}"]},
  'row-counts-differ': {"name":"row-counts-differ","code":"E0650","severity":"error","message":"`{file}` has {found} rows; expected {expected} as in `{other}`, since both are read side by side","help":["join the tables by a key if their rows do not correspond: join NAME on KEY = OTHER.column(…)"]},
  'join-key-missing': {"name":"join-key-missing","code":"E0651","severity":"error","message":"`{file}`, line {line}: no row of `{other}` has the key `{key}`","help":["did you mean `{nearest}`?"]},
  'join-key-twice': {"name":"join-key-twice","code":"E0652","severity":"error","message":"`{file}`, line {line}: the key `{key}` stands on line {first} already; a join needs each key once","help":[]},
  'pattern-without-match': {"name":"pattern-without-match","code":"E0653","severity":"error","message":"`{file}`, line {line}, column `{column}`: `{found}` does not match the pattern `{pattern}`","help":[]},
  'number-out-of-range': {"name":"number-out-of-range","code":"E0654","severity":"error","message":"`{file}`, line {line}, column `{column}`: expected a number in {minimum}..{maximum}, found {found}","help":["correct the value, take its row out of the table, or declare the range that the data has"]},
  'unknown-label': {"name":"unknown-label","code":"E0655","severity":"error","message":"`{file}`, line {line}, column `{column}`: {found} is no label of `{labels}`; expected {expected}","help":["did you mean `{nearest}`?","give it a label, or leave its rows out, in the map of the column: {asText} -> drop"]},
  'column-of-another-kind': {"name":"column-of-another-kind","code":"E0656","severity":"error","message":"`{file}`: {column} is {found}; expected {expected}","help":["declare the column as what the file holds, or save the file as what the column says"]},
  'image-shape': {"name":"image-shape","code":"E0657","severity":"error","message":"`{file}`: `{column}` has the shape [{found}]; expected [rows, {expected}]","help":["declare the height, width and channels that the file has, or resize the images before they are saved"]},
  'array-not-finite': {"name":"array-not-finite","code":"E0658","severity":"error","message":"`{file}`: `{column}[{index}]` is {found}; expected a finite number","help":["leave the row out, or fill the value before training"]},
  'missing-clip': {"name":"missing-clip","code":"E0659","severity":"error","message":"`{file}`, line {line}: its clip `{clip}` does not exist","help":["relative paths are looked up in the data root `{root}`; change it with --data, EMOC_DATA or emoc.yaml","the data root `{rootNotThere}` is no folder; change it with --data, EMOC_DATA or emoc.yaml"]},
  'empty-split': {"name":"empty-split","code":"E0660","severity":"error","message":"the {role} split of `{dataset}` has no rows; expected at least one of {rows}","help":["{shares}: change the shares, or take the side away","no row has {values} in the column `{column}`: correct the value in the spec, or take the side away"]},
  'group-on-two-sides': {"name":"group-on-two-sides","code":"E0661","severity":"error","message":"rows of one `{column}` stand on two sides of the split of `{dataset}`, in {count} of {groups} groups: {examples}","help":["keep groups together: split … by {column}"]},
  'class-absent-from-training': {"name":"class-absent-from-training","code":"E0662","severity":"error","message":"no row of the training split of `{dataset}` has the label `{label}` of `{column}`; found on other sides: {rows}","help":["split with `stratified on {column}`, map the label to another one, or leave it out of the labels"]},
  'unknown-split-value': {"name":"unknown-split-value","code":"E0663","severity":"error","message":"`{file}`, line {line}, column `{column}`: `{found}` belongs to no side of the split; expected {expected}","help":["did you mean `{nearest}`?"]},
  'constant-column': {"name":"constant-column","code":"E0664","severity":"error","message":"{encoder}: {count} of {width} features keep one value in every training row: {columns}; `{step}` cannot rescale them","help":["leave the features out, or keep them as zeros: {step}({settings}constant = zero)"]},
  'no-rows-left': {"name":"no-rows-left","code":"E0665","severity":"error","message":"the mapping of `{column}` leaves no row of `{dataset}`: all {rows} are dropped","help":["let `drop` stand for fewer values"]},
  'vectors-width': {"name":"vectors-width","code":"E0666","severity":"error","message":"`{file}` has vectors of {found} numbers; expected {expected} as `{encoder}` declares","help":["write the width of the file: embed(\"{file}\", width = {found})"]},
  'several-datasets': {"name":"several-datasets","code":"E0667","severity":"error","message":"the encoders and heads of this spec use {count} data sets ({datasets}); a run is trained on one","help":["join them in one data set, or write a spec for each"]},
  'missing-clips': {"name":"missing-clips","code":"E0668","severity":"error","message":"{count} of {total} clips do not exist; the first: `{file}`, line {line}: its clip `{clip}`","help":["relative paths are looked up in the data root `{root}`; change it with --data, EMOC_DATA or emoc.yaml","the data root `{rootNotThere}` is no folder; change it with --data, EMOC_DATA or emoc.yaml"]},
  'word-vectors-without-words': {"name":"word-vectors-without-words","code":"E0670","severity":"error","message":"`{file}` has a vector for none of the {words} different words in the texts of `{encoder}`, such as {examples}","help":["compare the words of the file with those of the texts"]},
  'fitted-mismatch': {"name":"fitted-mismatch","code":"E0671","severity":"error","message":"the fitted statistics of `{encoder}` do not fit the spec: {reason}","help":["use the spec of the run"]},
  'wav-not-a-wav': {"name":"wav-not-a-wav","code":"E0701","severity":"error","message":"`{file}` is not a wav file: expected it to begin with `RIFF` and `WAVE`, found {found}","help":["convert it first, for example `ffmpeg -i {file} -ac 1 -c:a pcm_s16le {stem}.pcm.wav`","{advice}"]},
  'wav-truncated': {"name":"wav-truncated","code":"E0702","severity":"error","message":"`{file}` is cut off: its `{chunk}` chunk announces data up to byte {expected}, the file ends at byte {found}","help":["copy or download it again, or take its row out of the table"]},
  'wav-without-samples': {"name":"wav-without-samples","code":"E0703","severity":"error","message":"`{file}` holds no samples: expected at least one, found a `data` chunk of {found} bytes","help":["take its row out of the table, or record the clip again"]},
  'wav-sample-rate': {"name":"wav-sample-rate","code":"E0704","severity":"error","message":"`{file}` has a sample rate of {found} Hz, expected 1 to {highest} Hz","help":["save the clip again, for example with ffmpeg or sox"]},
  'wav-encoding': {"name":"wav-encoding","code":"E0705","severity":"error","message":"`{file}` is encoded as {found}, expected PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 bits","help":["convert it first, for example `ffmpeg -i {file} -c:a pcm_s16le {stem}.pcm.wav`"]},
  'wav-sample-not-finite': {"name":"wav-sample-not-finite","code":"E0706","severity":"error","message":"`{file}`: sample {index} (at {time} s) is {found}, expected a finite number","help":["{count} of its samples are not finite; export the clip again, or take its row out of the table"]},
  'wav-header': {"name":"wav-header","code":"E0707","severity":"error","message":"`{file}` has a broken wav header: {why}","help":["let another program read and write it, for example `ffmpeg -i {file} -c:a pcm_s16le {stem}.repaired.wav`","{advice}"]},
  'audio-shorter-than-window': {"name":"audio-shorter-than-window","code":"E0710","severity":"error","message":"`{file}` lasts {found} ms, expected at least one window of {window} ms","help":["take its row out of the table, or set a shorter `window`"]},
  'pyaudio-window-too-short': {"name":"pyaudio-window-too-short","code":"E0711","severity":"error","message":"a `pyaudio` window of {window} ms has {samples} samples at the {rate} Hz of `{file}`, expected at least {needed} samples","help":["set `window` to {neededMs} ms or more"]},
  'pyaudio-rate-too-low': {"name":"pyaudio-rate-too-low","code":"E0712","severity":"error","message":"`{file}` has {found} Hz, expected more than {needed} Hz for `pyaudio`","help":["convert the clip to a higher rate, for example `ffmpeg -i {file} -ar 16000 {stem}.16000.wav`"]},
  'pyaudio-step-too-short': {"name":"pyaudio-step-too-short","code":"E0713","severity":"error","message":"`{setting}` is {found} ms, expected at least {needed} ms for `{file}` at {rate} Hz","help":["make `{setting}` longer, or take clips of a higher sample rate"]},
  'broken-clips': {"name":"broken-clips","code":"E0714","severity":"error","message":"{count} of {total} clips cannot be used; the first: {first}","help":["copy or download them again, or take their rows out of the table"]},
  'npy-not-an-array': {"name":"npy-not-an-array","code":"E0730","severity":"error","message":"{what} is not an npy array: expected the bytes 93 4e 55 4d 50 59 at its start, found {found}","help":["save the array again with `numpy.save`"]},
  'npz-not-an-archive': {"name":"npz-not-an-archive","code":"E0731","severity":"error","message":"`{file}` is not an npz archive: {reason}","help":["save the arrays again with `numpy.savez`, or copy the file again"]},
  'npy-object-array': {"name":"npy-object-array","code":"E0732","severity":"error","message":"{what} holds Python objects (dtype `{found}`); expected numbers","help":["save it again as numbers: numpy.save(path, numpy.stack(list(array)).astype(numpy.float32))"]},
  'npy-unknown-dtype': {"name":"npy-unknown-dtype","code":"E0733","severity":"error","message":"{what} has dtype `{found}`; expected one of {expected}","help":["convert it before saving: array.astype(numpy.float32)"]},
  'npz-too-large': {"name":"npz-too-large","code":"E0734","severity":"error","message":"{what} would inflate to {sizeBytes} bytes; at most {limitBytes} are allowed","help":["split the array over several files, or save a smaller type"]},
  'array-size-differs': {"name":"array-size-differs","code":"E0735","severity":"error","message":"{what}: its header says {expectedBytes} bytes (shape {shape}), but {found}","help":["save the arrays again with `numpy.savez`"]},
  'truncated-array': {"name":"truncated-array","code":"E0736","severity":"error","message":"{what} ends too early: expected {expectedBytes} bytes, found {foundBytes}","help":["copy or download the file again"]},
  'missing-array': {"name":"missing-array","code":"E0737","severity":"error","message":"`{file}` has no array `{array}`; it has {arrays}","help":["did you mean `{nearest}`?"]},
  'wrong-rank': {"name":"wrong-rank","code":"E0738","severity":"error","message":"{what} has shape {shape}; expected {expected}","help":["reshape the array with numpy, and save it again"]},
  'broken-array': {"name":"broken-array","code":"E0739","severity":"error","message":"{what} is damaged: {reason}","help":["copy or download the file again"]},
  'npz-unsupported': {"name":"npz-unsupported","code":"E0740","severity":"error","message":"{what} cannot be read: {reason}","help":["save it again with numpy.savez_compressed"]},
  'integer-too-large': {"name":"integer-too-large","code":"E0741","severity":"error","message":"{what}: element {index} is {found}, beyond the integers that are exact here (±9007199254740991)","help":["save the numbers as text, or number them from 0"]},
  'npy-broken-header': {"name":"npy-broken-header","code":"E0742","severity":"error","message":"{what}: its header cannot be read: {reason}","help":["save the array again with `numpy.save`"]},
  'vector-line-width': {"name":"vector-line-width","code":"E0760","severity":"error","message":"`{file}`, line {line}: expected a word and {expected} numbers, found {found} numbers","help":["the file is text, one word a line; binary vector files (.bin) are another format"]},
  'vector-declared-width': {"name":"vector-declared-width","code":"E0761","severity":"error","message":"`{file}`: its first line declares vectors of {declared} numbers, line {line} has {found}","help":["correct the first line, or take the file from its source again"]},
  'vector-declared-count': {"name":"vector-declared-count","code":"E0762","severity":"error","message":"`{file}`: its first line declares {declared} vectors, the file has {found}","help":["copy or download the file again"]},
  'no-vectors': {"name":"no-vectors","code":"E0763","severity":"error","message":"`{file}` holds no word vectors: {reason}","help":["name a file in the format of GloVe, word2vec (text) or fastText (.vec)"]},
  'engine-not-usable': {"name":"engine-not-usable","code":"E0801","severity":"error","message":"the engine `{engine}` cannot run here: {reason}","help":["type `{remedy}`, then try again; `emoc doctor` lists what every engine needs"]},
  'unknown-engine': {"name":"unknown-engine","code":"E0803","severity":"error","message":"there is no engine `{engine}`; expected {known}","help":["did you mean `{nearest}`?"]},
  'no-graphics-card': {"name":"no-graphics-card","code":"E0811","severity":"error","message":"the engine `cuda` found no graphics card to compute on: {reason}","help":["on a machine without one use the engine `cpu`; `--device cpu` makes `cuda` compute on the processor, for tests"]},
  'missing-cuda-library': {"name":"missing-cuda-library","code":"E0812","severity":"error","message":"the engine `cuda` needs the library `{library}` of {part}, which was not found","help":["type `emoc engine install cuda`, which brings the libraries, or add their folder to LD_LIBRARY_PATH"]},
  'engine-of-other-version': {"name":"engine-of-other-version","code":"E0813","severity":"error","message":"the engine `{engine}` needs {package} {expected}, found {found} in {folder}","help":["type `emoc engine install {engine}`: it installs beside what is there, and is found first"]},
  'out-of-device-memory': {"name":"out-of-device-memory","code":"E0815","severity":"error","message":"the memory of the device does not suffice: no room for {tensor}","help":["make batches smaller, as `--set train.batch={batch}`"]},
  'engine-without-setting': {"name":"engine-without-setting","code":"E0817","severity":"error","message":"the engine `{engine}` has no setting `{setting}`; it is one of {having}","help":["leave `{setting}` out, or name the engine with `--engine`"]},
  'device-failed': {"name":"device-failed","code":"E0818","severity":"error","message":"the device failed in the middle of {what}: {reason}","help":["look at what the driver says (`nvidia-smi`, the system's log), then go on with `emoc train --resume`"]},
  'gpu-lost': {"name":"gpu-lost","code":"E0831","severity":"error","message":"the GPU was lost: {adapter} stopped answering ({reason})","help":["`emoc train --resume` continues from the last checkpoint; `--engine cpu` needs no GPU"]},
  'gpu-buffer-too-large': {"name":"gpu-buffer-too-large","code":"E0832","severity":"error","message":"`{what}` takes {neededMb} MB in one piece, and {adapter} allows {allowedMb} MB","help":["a smaller `batch` makes it smaller, unless it is a parameter; `--engine cpu` has no such limit"]},
  'gpu-memory': {"name":"gpu-memory","code":"E0833","severity":"error","message":"the memory of {adapter} is full ({message})","help":["a smaller `batch` needs less; checkpoints are kept, and `emoc train --resume` continues from the last one"]},
  'gpu-refusal': {"name":"gpu-refusal","code":"E0834","severity":"error","message":"{adapter} refused a computation: {message}","help":["`--engine cpu` computes the same; the message above belongs into a report of the problem"]},
  'not-an-installable-engine': {"name":"not-an-installable-engine","code":"E0851","severity":"error","message":"there is nothing to install under the name `{engine}`; expected {known}","help":["did you mean `{nearest}`?"]},
  'engine-not-for-platform': {"name":"engine-not-for-platform","code":"E0852","severity":"error","message":"the engine `{engine}` does not exist for {platform}; it needs {expected}","help":["{advice}"]},
  'host-not-reached': {"name":"host-not-reached","code":"E0853","severity":"error","message":"`{host}` could not be reached: {reason}","help":["{advice}","on a machine with a network, download {files}, carry them here in a folder, and install with --from FOLDER"]},
  'download-refused': {"name":"download-refused","code":"E0854","severity":"error","message":"`{url}` was answered with {status}","help":["{advice}"]},
  'download-cut-off': {"name":"download-cut-off","code":"E0855","severity":"error","message":"`{file}` broke off after {receivedBytes} of {sizeBytes} bytes: {reason}","help":["type the same command again: it goes on from there"]},
  'wrong-checksum': {"name":"wrong-checksum","code":"E0856","severity":"error","message":"`{file}` is not what was published: its {algorithm} is {found}, expected {expected}","help":["{advice}"]},
  'install-disk-full': {"name":"install-disk-full","code":"E0857","severity":"error","message":"no space left for the engine `{engine}` in `{folder}`: {needed} needed, {free} free","help":["free some space, or choose another place with EMOC_ENGINES, then type the same command again: finished steps are kept","`emoc engine remove {engine}` removes what an unfinished installation takes"]},
  'install-in-progress': {"name":"install-in-progress","code":"E0858","severity":"error","message":"process {process} is installing the engine `{engine}`","help":["wait for it; if it is something else, remove `{file}`"]},
  'engine-does-not-load': {"name":"engine-does-not-load","code":"E0859","severity":"error","message":"the engine `{engine}` was put together but does not load: {reason}","help":["{advice}"]},
  'no-compiler': {"name":"no-compiler","code":"E0860","severity":"error","message":"the addon of the engine `{engine}` has to be compiled here, and there is no C++ compiler ({tried})","help":["install one: {install}","or build it on a machine with a compiler (`scripts/build-addon.ts`), put `{file}` into a folder, and install with --from FOLDER"]},
  'addon-not-compiled': {"name":"addon-not-compiled","code":"E0861","severity":"error","message":"{compiler} did not compile the addon of the engine `{engine}`: {reason}","help":["another compiler can be named with CXX=PATH"]},
  'engine-not-installed': {"name":"engine-not-installed","code":"E0862","severity":"error","message":"the engine `{engine}` is not installed in `{folder}`","help":["installed there: {installed}"]},
  'nothing-to-install-from': {"name":"nothing-to-install-from","code":"E0863","severity":"error","message":"`{path}` holds nothing of the engine `{engine}`","help":["expected {expected}"]},
  'npm-failed': {"name":"npm-failed","code":"E0864","severity":"error","message":"npm could not install the packages of the engine `{engine}`: {reason}","help":["{advice}"]},
  'wheel-not-in-index': {"name":"wheel-not-in-index","code":"E0865","severity":"error","message":"`{index}` does not list `{file}`","help":["{advice}"]},
  'engine-damaged': {"name":"engine-damaged","code":"E0866","severity":"error","message":"the installed engine `{engine}` is damaged: {reason}","help":["`emoc engine install {engine}` puts it together again"]},
  'corrupted-checkpoint': {"name":"corrupted-checkpoint","code":"E0901","severity":"error","message":"`{file}` is not a whole safetensors file: {reason}","help":["copy the other checkpoint of the run over it (`best` holds the best epoch, `last` the newest), or train again"]},
  'disk-full': {"name":"disk-full","code":"E0902","severity":"error","message":"`{file}` was not written: no space left{needed}; the file that was there before is unchanged","help":["free some space, then type the command again; a run that had begun goes on with --resume"]},
  'write-failed': {"name":"write-failed","code":"E0903","severity":"error","message":"`{file}` was not written: {reason}; what was there before is unchanged","help":["{advice}"]},
  'other-checkpoint-version': {"name":"other-checkpoint-version","code":"E0911","severity":"error","message":"`{file}` is no checkpoint that this emoc can read: expected format version {expected}, found {found}","help":["use the version of emoc that wrote it, or train again"]},
  'checkpoint-of-other-spec': {"name":"checkpoint-of-other-spec","code":"E0912","severity":"error","message":"`{file}` belongs to another spec than the run; expected weights of the run's own `spec.emo`","help":["bring back the checkpoint of this run, or the spec as it was, or train again"]},
  'loss-not-finite': {"name":"loss-not-finite","code":"E0921","severity":"error","message":"training stopped at step {step} (epoch {epoch}): {what} is {found}, expected a finite number","help":["a lower learning rate, clip_norm or scaled inputs usually help","the best weights so far are whole, in `{best}` (epoch {bestEpoch})"]},
  'gradient-not-finite': {"name":"gradient-not-finite","code":"E0922","severity":"error","message":"training stopped at step {step} (epoch {epoch}): the norm of the gradients is {found}, expected a finite number","help":["a lower learning rate or scaled inputs usually help","the best weights so far are whole, in `{best}` (epoch {bestEpoch})"]},
  'run-folder-exists': {"name":"run-folder-exists","code":"E0931","severity":"error","message":"`{folder}` {found}; a new run needs a new or empty folder","help":["go on with the run in it: `{resume}`","name another folder with --run"]},
  'no-run-to-resume': {"name":"no-run-to-resume","code":"E0932","severity":"error","message":"there is no run to go on with in `{folder}`","help":["did you mean `{nearest}`?","runs in it: {runs}","name the spec, or the folder of the run with --run; without --resume a new run begins"]},
  'run-in-use': {"name":"run-in-use","code":"E0933","severity":"error","message":"process {process} is training in `{folder}`","help":["wait for it or stop it; if it is something else, remove `{file}`"]},
  'broken-lock': {"name":"broken-lock","code":"E0934","severity":"error","message":"`{file}` cannot be used: {reason}","help":["without its lockfile a run cannot be resumed or evaluated; train again"]},
  'data-changed': {"name":"data-changed","code":"E0935","severity":"error","message":"`{file}` is not the file that the run was trained on","help":["bring the old file back, or train a new run"]},
  'run-of-other-spec': {"name":"run-of-other-spec","code":"E0936","severity":"error","message":"the run in `{folder}` was begun with another spec than `{file}`","help":["leave the spec out to go on with `{kept}`, or begin a new run"]},
  'no-such-split': {"name":"no-such-split","code":"E0937","severity":"error","message":"`{dataset}` has no {split} split","help":["splits: {known}"]},
  'no-run': {"name":"no-run","code":"E0938","severity":"error","message":"there is no run in `{folder}`: {found}","help":["did you mean `{nearest}`?","runs in it: {runs}"]},
  'training-died': {"name":"training-died","code":"E0941","severity":"error","message":"the training process {how}","help":["if the machine ran out of memory, a smaller batch helps; go on with --resume","it said: {words}"]},
  'export-folder-not-empty': {"name":"export-folder-not-empty","code":"E0951","severity":"error","message":"`{folder}` is there already and is not an empty folder","help":["name another folder with --out, or remove that one"]},
  'nothing-to-export': {"name":"nothing-to-export","code":"E0952","severity":"error","message":"the run `{folder}` has no finished epoch yet: expected `{file}`, found nothing","help":["go on with the run: emoc train --resume --run {folder}"]},
  'export-too-large': {"name":"export-too-large","code":"E0953","severity":"error","message":"the weights are {sizeBytes} bytes; `{target}` holds at most {largestBytes} in a file","help":["`--to graphmodel` writes weights of any size in several files"]},
  'unknown-verb': {"name":"unknown-verb","code":"E1001","severity":"error","message":"there is no verb `{verb}`","help":["did you mean `{nearest}`?","verbs: {known}; `emoc help` describes them"]},
  'unknown-flag': {"name":"unknown-flag","code":"E1002","severity":"error","message":"`emoc {verb}` has no option `{flag}`","help":["did you mean `{nearest}`?","options: {known}"]},
  'flag-without-value': {"name":"flag-without-value","code":"E1003","severity":"error","message":"`{flag}` needs a value, expected {expected}","help":["write `{flag} {expected}`; a value that begins with `--` is written `{flag}=…`"]},
  'flag-with-value': {"name":"flag-with-value","code":"E1004","severity":"error","message":"`{flag}` takes no value, found `{value}`","help":["write `{flag}` alone"]},
  'flag-twice': {"name":"flag-twice","code":"E1005","severity":"error","message":"`{flag}` is given twice, as `{first}` and as `{second}`","help":["leave one of them out"]},
  'wrong-flag-value': {"name":"wrong-flag-value","code":"E1006","severity":"error","message":"`{flag}` cannot be `{found}`; expected {expected}","help":["did you mean `{nearest}`?"]},
  'missing-operand': {"name":"missing-operand","code":"E1007","severity":"error","message":"`emoc {verb}` needs {expected}","help":["`emoc help {verb}` shows how it is written"]},
  'extra-operand': {"name":"extra-operand","code":"E1008","severity":"error","message":"`emoc {verb}` has no use for `{found}`","help":["`emoc help {verb}` shows what it takes"]},
  'flags-exclude': {"name":"flags-exclude","code":"E1009","severity":"error","message":"`{one}` and `{other}` ask for two different things","help":["leave one of them out"]},
  'broken-manifest': {"name":"broken-manifest","code":"E1011","severity":"error","message":"`{file}` is not YAML: {reason}","help":["write it as in `data: data/`"]},
  'unknown-manifest-setting': {"name":"unknown-manifest-setting","code":"E1012","severity":"error","message":"`{file}` has no setting called `{name}`","help":["did you mean `{nearest}`?","settings: {known}"]},
  'wrong-manifest-value': {"name":"wrong-manifest-value","code":"E1013","severity":"error","message":"{subject} of `{file}` must be {expected}; found {found}","help":["did you mean `{nearest}`?"]},
  'malformed-override': {"name":"malformed-override","code":"E1021","severity":"error","message":"`{found}` is not an override; expected `PATH=VALUE`","help":["write `--set train.batch=64`, and quotes around it where the value has blanks"]},
  'unknown-path': {"name":"unknown-path","code":"E1022","severity":"error","message":"`{path}` leads to nothing in `{file}`","help":["did you mean `{nearest}`?","paths: {known}"]},
  'spec-not-utf-8': {"name":"spec-not-utf-8","code":"E1030","severity":"error","message":"`{file}` is not UTF-8 text","help":["save it as UTF-8 in the editor"]},
  'folder-not-empty': {"name":"folder-not-empty","code":"E1050","severity":"error","message":"`{folder}` is not empty; expected a new or empty folder, found {found}","help":["name a folder that does not exist yet, as in `emoc init {suggestion}`"]},
  'folder-is-a-file': {"name":"folder-is-a-file","code":"E1051","severity":"error","message":"`{folder}` is not a folder; expected a new or empty folder","help":["name a folder that does not exist yet, as in `emoc init {suggestion}`"]},
  'folder-not-made': {"name":"folder-not-made","code":"E1052","severity":"error","message":"the project `{folder}` was not written: {reason}; nothing of it was left behind","help":["choose a folder that may be written"]},
  'install-not-confirmed': {"name":"install-not-confirmed","code":"E1061","severity":"error","message":"installing the engine `{engine}` downloads {download} and takes {disk}, and there is nobody to ask","help":["add --yes to agree"]},
  'install-declined': {"name":"install-declined","code":"E1062","severity":"error","message":"the engine `{engine}` was not installed: the question was answered with no","help":["answer with y, or give --yes"]},
  'unknown-sub-verb': {"name":"unknown-sub-verb","code":"E1063","severity":"error","message":"`emoc {verb}` cannot `{found}`; expected {known}","help":["did you mean `{nearest}`?","`emoc help {verb}` describes them"]},
  'unknown-code': {"name":"unknown-code","code":"E1071","severity":"error","message":"there is no diagnostic `{found}`","help":["did you mean `{nearest}`?","`emoc rules` lists them all"]},
  'changed-meanwhile': {"name":"changed-meanwhile","code":"E1072","severity":"error","message":"`{file}` changed while it was being fixed","help":["run the command again"]},
  'output-not-written': {"name":"output-not-written","code":"E1073","severity":"error","message":"standard output was not written to its end: {reason}","help":["free some space where it goes, or send it elsewhere; a run has its results in its folder all the same"]},
  'git-missing': {"name":"git-missing","code":"E1081","severity":"error","message":"`{name}` is a revision of git, and git cannot be run: {reason}","help":["install git, or compare two files"]},
  'not-a-repository': {"name":"not-a-repository","code":"E1082","severity":"error","message":"`{name}` is a revision of git, and `{folder}` is in no repository","help":["run the command inside of the repository, or compare two files"]},
  'unknown-revision': {"name":"unknown-revision","code":"E1083","severity":"error","message":"the repository has no revision `{revision}`","help":["did you mean `{nearest}`?","a branch of somebody else must be fetched before: git fetch origin {revision}"]},
  'not-in-revision': {"name":"not-in-revision","code":"E1084","severity":"error","message":"revision `{revision}` has no file `{path}`","help":["did you mean `{nearest}`?","paths are relative to the top of the repository; one that begins with ./ is relative to the working folder"]},
  'same-text-on-two-sides': {"name":"same-text-on-two-sides","code":"W0650","severity":"warning","message":"{count} rows of the test split of `{dataset}` have a text that is in training, too, as `{example}`","help":[]},
  'broken-cache-entry': {"name":"broken-cache-entry","code":"W0651","severity":"warning","message":"`{file}` is no usable cache entry ({reason}); its features are computed again","help":["nothing needs to be done; if it happens again, look at the disk"]},
  'texts-without-words': {"name":"texts-without-words","code":"W0652","severity":"warning","message":"{count} texts of `{encoder}` hold no word; each becomes one unknown word","help":[]},
  'cache-not-writable': {"name":"cache-not-writable","code":"W0653","severity":"warning","message":"the feature cache `{folder}` cannot be written: {reason}; features are kept in memory only","help":["free some space on its disk, or make it writable; the run goes on as it is"]},
  'spec-too-long': {"name":"spec-too-long","code":"W1091","severity":"warning","message":"the spec has {length} characters; an editor is helped up to {limit}","label":"not checked while you type","help":["run `emoc check` on the file"]},
} as const;

/** One typed constructor a diagnostic: the place, then the values of the page's holes. */
export const report = {
  /** E0101: `{character}` has no meaning in a spec */
  unknownCharacter: (at: Place, holes: { character: Hole; hint?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-character'], at, holes, more),
  /** E0102: a text ends on the line on which it begins, and this one does not */
  unterminatedText: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['unterminated-text'], at, holes, more),
  /** E0103: `{escape}` is not one of the escapes of a text */
  unknownEscape: (at: Place, holes: { escape: Hole }, more?: More): Diagnostic => make(pages['unknown-escape'], at, holes, more),
  /** E0104: a text stands between straight double quotes, not `{quote}` */
  misquotedText: (at: Place, holes: { quote: Hole; fixed?: Hole | undefined }, more?: More): Diagnostic => make(pages['misquoted-text'], at, holes, more),
  /** E0105: a comment begins with `//`, not with `{mark}` */
  foreignComment: (at: Place, holes: { mark: Hole }, more?: More): Diagnostic => make(pages['foreign-comment'], at, holes, more),
  /** E0106: `{text}` is not a number */
  malformedNumber: (at: Place, holes: { text: Hole; likely?: Hole | undefined }, more?: More): Diagnostic => make(pages['malformed-number'], at, holes, more),
  /** E0107: `{unit}` is not a unit */
  unknownUnit: (at: Place, holes: { unit: Hole; meant?: Hole | undefined; second?: Hole | undefined; third?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-unit'], at, holes, more),
  /** E0108: `{name}` has letters that a name cannot have */
  foreignLetters: (at: Place, holes: { name: Hole }, more?: More): Diagnostic => make(pages['foreign-letters'], at, holes, more),
  /** E0110: expected a value after `{sign}` */
  missingValue: (at: Place, holes: { sign: Hole }, more?: More): Diagnostic => make(pages['missing-value'], at, holes, more),
  /** E0111: expected a name after `{sign}` */
  missingName: (at: Place, holes: { sign: Hole }, more?: More): Diagnostic => make(pages['missing-name'], at, holes, more),
  /** E0112: expected a whole number after `@` */
  malformedVersion: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['malformed-version'], at, holes, more),
  /** E0113: expected `(` after `{step}` */
  missingArguments: (at: Place, holes: { step: Hole }, more?: More): Diagnostic => make(pages['missing-arguments'], at, holes, more),
  /** E0114: expected `,` between `{before}` and `{after}` */
  missingComma: (at: Place, holes: { before: Hole; after: Hole }, more?: More): Diagnostic => make(pages['missing-comma'], at, holes, more),
  /** E0115: there is nothing before this `,` */
  extraComma: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['extra-comma'], at, holes, more),
  /** E0116: a setting is written with `=`, not with `:` */
  colonForEquals: (at: Place, holes: { name?: Hole | undefined }, more?: More): Diagnostic => make(pages['colon-for-equals'], at, holes, more),
  /** E0117: expected a plain number after a comparison in a map, found the unit `{unit}` */
  boundWithUnit: (at: Place, holes: { unit: Hole }, more?: More): Diagnostic => make(pages['bound-with-unit'], at, holes, more),
  /** E0120: this `{` is never closed */
  unclosedBrace: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['unclosed-brace'], at, holes, more),
  /** E0121: this `{open}` is never closed */
  unclosedBracket: (at: Place, holes: { open: Hole; close: Hole }, more?: More): Diagnostic => make(pages['unclosed-bracket'], at, holes, more),
  /** E0122: this `{closer}` closes nothing */
  strayCloser: (at: Place, holes: { closer: Hole }, more?: More): Diagnostic => make(pages['stray-closer'], at, holes, more),
  /** E0123: expected {expected}, found {found} */
  unexpectedSign: (at: Place, holes: { expected: Hole; found: Hole }, more?: More): Diagnostic => make(pages['unexpected-sign'], at, holes, more),
  /** E0124: more than {limit} levels inside of each other */
  tooDeep: (at: Place, holes: { limit: Hole }, more?: More): Diagnostic => make(pages['too-deep'], at, holes, more),
  /** E0201: the spec does not say which version of the language it is written in */
  missingVersion: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['missing-version'], at, holes, more),
  /** E0202: expected version 1 of the language, found {found} */
  unknownVersion: (at: Place, holes: { found: Hole }, more?: More): Diagnostic => make(pages['unknown-version'], at, holes, more),
  /** E0203: there is no block called `{word}` */
  unknownBlock: (at: Place, holes: { word: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-block'], at, holes, more),
  /** E0204: the step `{name}` stands outside of an encoder, a fusion and a head */
  stepOutsidePipeline: (at: Place, holes: { name: Hole }, more?: More): Diagnostic => make(pages['step-outside-pipeline'], at, holes, more),
  /** E0205: `{word}` needs a name */
  unnamedBlock: (at: Place, holes: { word: Hole }, more?: More): Diagnostic => make(pages['unnamed-block'], at, holes, more),
  /** E0206: `{name}` is already the name of {role} */
  nameTaken: (at: Place, holes: { name: Hole; role: Hole; copied?: Hole | undefined; free?: Hole | undefined }, more?: More): Diagnostic => make(pages['name-taken'], at, holes, more),
  /** E0207: nothing called `{name}` is declared; expected {wanted} */
  unknownName: (at: Place, holes: { name: Hole; wanted: Hole; nearest?: Hole | undefined; candidates?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-name'], at, holes, more),
  /** E0208: `{name}` is {role}; expected {wanted} */
  wrongRole: (at: Place, holes: { name: Hole; role: Hole; wanted: Hole }, more?: More): Diagnostic => make(pages['wrong-role'], at, holes, more),
  /** E0209: {expected} is expected here */
  expectedName: (at: Place, holes: { expected: Hole }, more?: More): Diagnostic => make(pages['expected-name'], at, holes, more),
  /** E0210: a number, a constant or arithmetic on them is expected here */
  expectedConstant: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['expected-constant'], at, holes, more),
  /** E0211: division by zero */
  divisionByZero: (at: Place, holes: Record<string, never>, more?: More): Diagnostic => make(pages['division-by-zero'], at, holes, more),
  /** E0212: `{what}` has no value */
  noValue: (at: Place, holes: { what: Hole; example?: Hole | undefined }, more?: More): Diagnostic => make(pages['no-value'], at, holes, more),
  /** E0213: the {role} `{name}` is declared and never used */
  unusedName: (at: Place, holes: { role: Hole; name: Hole }, more?: More): Diagnostic => make(pages['unused-name'], at, holes, more),
  /** E0214: the column `{name}` of `{dataset}` is declared and never used */
  unusedColumn: (at: Place, holes: { name: Hole; dataset: Hole }, more?: More): Diagnostic => make(pages['unused-column'], at, holes, more),
  /** E0215: there is a second `{word}`; a {owner} has one */
  duplicateBlock: (at: Place, holes: { word: Hole; owner: Hole }, more?: More): Diagnostic => make(pages['duplicate-block'], at, holes, more),
  /** E0216: the spec has no {words} */
  missingBlock: (at: Place, holes: { words: Hole; example?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-block'], at, holes, more),
  /** E0217: `{name}` is made from itself */
  cyclicReference: (at: Place, holes: { name: Hole }, more?: More): Diagnostic => make(pages['cyclic-reference'], at, holes, more),
  /** E0218: `{dataset}` has no column called `{name}` */
  unknownMember: (at: Place, holes: { dataset: Hole; name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-member'], at, holes, more),
  /** E0219: `{operator}` does not take {one} and {other} */
  unitsDoNotMix: (at: Place, holes: { operator: Hole; one: Hole; other: Hole }, more?: More): Diagnostic => make(pages['units-do-not-mix'], at, holes, more),
  /** E0220: a plain number is expected here, found the unit `{unit}` */
  unitWithoutUse: (at: Place, holes: { unit: Hole }, more?: More): Diagnostic => make(pages['unit-without-use'], at, holes, more),
  /** E0221: expected `{` after this `{word}` */
  missingBody: (at: Place, holes: { word: Hole }, more?: More): Diagnostic => make(pages['missing-body'], at, holes, more),
  /** E0301: `{owner}` has no setting called `{name}` */
  unknownSetting: (at: Place, holes: { owner: Hole; name: Hole; nearest?: Hole | undefined; elsewhere?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-setting'], at, holes, more),
  /** E0302: {found} belongs to no setting of `{owner}` */
  tooManyArguments: (at: Place, holes: { found: Hole; owner: Hole; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['too-many-arguments'], at, holes, more),
  /** E0303: `{name}` of `{owner}` is set twice */
  settingTwice: (at: Place, holes: { name: Hole; owner: Hole }, more?: More): Diagnostic => make(pages['setting-twice'], at, holes, more),
  /** E0304: `{owner}` needs {name} */
  missingSetting: (at: Place, holes: { owner: Hole; name: Hole; doc?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-setting'], at, holes, more),
  /** E0305: `{name}` of `{owner}` must be {expected}; found {found} */
  wrongValue: (at: Place, holes: { name: Hole; owner: Hole; expected: Hole; found: Hole; instead?: Hole | undefined; preset?: Hole | undefined }, more?: More): Diagnostic => make(pages['wrong-value'], at, holes, more),
  /** E0306: `{name}` of `{owner}` cannot be {found} */
  unknownOption: (at: Place, holes: { name: Hole; owner: Hole; found: Hole; nearest?: Hole | undefined; options?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-option'], at, holes, more),
  /** E0307: expected `=` after `{name}` */
  missingEquals: (at: Place, holes: { name: Hole }, more?: More): Diagnostic => make(pages['missing-equals'], at, holes, more),
  /** E0308: `{name}` has no effect here: {reason} */
  noEffect: (at: Place, holes: { name: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['no-effect'], at, holes, more),
  /** E0309: {found} does not belong in `{owner}` */
  unexpectedElement: (at: Place, holes: { found: Hole; owner: Hole; nearest?: Hole | undefined; expected?: Hole | undefined }, more?: More): Diagnostic => make(pages['unexpected-element'], at, holes, more),
  /** E0310: `{owner}` takes `{one}` or `{other}`, not both */
  settingsExclude: (at: Place, holes: { owner: Hole; one: Hole; other: Hole }, more?: More): Diagnostic => make(pages['settings-exclude'], at, holes, more),
  /** E0401: there is no step called `{name}` */
  unknownStep: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-step'], at, holes, more),
  /** E0402: `{step}` takes {expected}; it gets {found} here */
  stepDoesNotFit: (at: Place, holes: { step: Hole; expected: Hole; found: Hole; hint?: Hole | undefined }, more?: More): Diagnostic => make(pages['step-does-not-fit'], at, holes, more),
  /** E0403: `{step}` is computed on data, before training; it cannot come after `{earlier}`, which is trained */
  dataStepAfterGraph: (at: Place, holes: { step: Hole; earlier: Hole }, more?: More): Diagnostic => make(pages['data-step-after-graph'], at, holes, more),
  /** E0404: {owner} is {found}; {needed} is needed */
  pipelineEndsWrong: (at: Place, holes: { owner: Hole; found: Hole; needed: Hole; hint?: Hole | undefined }, more?: More): Diagnostic => make(pages['pipeline-ends-wrong'], at, holes, more),
  /** E0405: `{fusion}` takes {expected}; `{input}` is {found} */
  fusionDoesNotFit: (at: Place, holes: { fusion: Hole; expected: Hole; input: Hole; found: Hole; hint?: Hole | undefined }, more?: More): Diagnostic => make(pages['fusion-does-not-fit'], at, holes, more),
  /** E0406: `{fusion}` needs sequences with one clock; `{one}` is {clock}, `{other}` is {otherClock} */
  notAligned: (at: Place, holes: { fusion: Hole; one: Hole; clock: Hole; other: Hole; otherClock: Hole }, more?: More): Diagnostic => make(pages['not-aligned'], at, holes, more),
  /** E0407: `{fusion}` needs at least two inputs; it has {count} */
  fusionNeedsTwo: (at: Place, holes: { fusion: Hole; count: Hole }, more?: More): Diagnostic => make(pages['fusion-needs-two'], at, holes, more),
  /** E0408: `{one}` comes from the data set `{dataset}`, `{other}` from `{otherDataset}` */
  differentDatasets: (at: Place, holes: { one: Hole; dataset: Hole; other: Hole; otherDataset: Hole }, more?: More): Diagnostic => make(pages['different-datasets'], at, holes, more),
  /** E0410: there is no fusion called `{name}` */
  unknownFusion: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-fusion'], at, holes, more),
  /** E0411: there is no kind of head called `{name}` */
  unknownHeadKind: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-head-kind'], at, holes, more),
  /** E0412: the head `{name}` does not say what it predicts */
  headWithoutTarget: (at: Place, holes: { name: Hole }, more?: More): Diagnostic => make(pages['head-without-target'], at, holes, more),
  /** E0413: `{step}` comes after `{kind}`, which ends the head */
  stepsAfterTarget: (at: Place, holes: { step: Hole; kind: Hole }, more?: More): Diagnostic => make(pages['steps-after-target'], at, holes, more),
  /** E0414: `{kind}` needs {expected}; `{column}` is {found} */
  wrongTarget: (at: Place, holes: { kind: Hole; expected: Hole; column: Hole; found: Hole; suggestion?: Hole | undefined }, more?: More): Diagnostic => make(pages['wrong-target'], at, holes, more),
  /** E0415: the head `{head}` sees `{dataset}`, but its target `{target}` is a column of `{otherDataset}` */
  foreignTarget: (at: Place, holes: { head: Hole; dataset: Hole; target: Hole; otherDataset: Hole }, more?: More): Diagnostic => make(pages['foreign-target'], at, holes, more),
  /** E0416: `{column}` is {found}: an encoder cannot start from it */
  columnNotInput: (at: Place, holes: { column: Hole; found: Hole; dataset?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['column-not-input'], at, holes, more),
  /** E0417: `{input}` is an input of this fusion twice */
  inputTwice: (at: Place, holes: { input: Hole }, more?: More): Diagnostic => make(pages['input-twice'], at, holes, more),
  /** E0501: there is no loss called `{name}` */
  unknownLoss: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-loss'], at, holes, more),
  /** E0502: `{loss}` judges a head; found {found} */
  lossOfWhat: (at: Place, holes: { loss: Hole; found: Hole; heads?: Hole | undefined }, more?: More): Diagnostic => make(pages['loss-of-what'], at, holes, more),
  /** E0503: `{loss}` judges {expected}; `{head}` is {found} */
  lossDoesNotFit: (at: Place, holes: { loss: Hole; expected: Hole; head: Hole; found: Hole; instead?: Hole | undefined; others?: Hole | undefined }, more?: More): Diagnostic => make(pages['loss-does-not-fit'], at, holes, more),
  /** E0504: a loss is a sum of `weight * loss(head)`; found {found} */
  lossShape: (at: Place, holes: { found: Hole }, more?: More): Diagnostic => make(pages['loss-shape'], at, holes, more),
  /** E0505: the weight of `{term}` is {weight}; a weighted sum takes weights in 0..1 */
  weightOutOfRange: (at: Place, holes: { term: Hole; weight: Hole }, more?: More): Diagnostic => make(pages['weight-out-of-range'], at, holes, more),
  /** E0506: the weights sum to {sum}; a weighted sum takes at most 1 */
  weightsAboveOne: (at: Place, holes: { sum: Hole }, more?: More): Diagnostic => make(pages['weights-above-one'], at, holes, more),
  /** E0507: the head `{name}` is in no loss: it would never be trained */
  headNotInLoss: (at: Place, holes: { name: Hole; suggestion?: Hole | undefined }, more?: More): Diagnostic => make(pages['head-not-in-loss'], at, holes, more),
  /** E0508: `{loss}({head})` stands twice in the loss */
  lossTwice: (at: Place, holes: { loss: Hole; head: Hole }, more?: More): Diagnostic => make(pages['loss-twice'], at, holes, more),
  /** E0509: there is no protocol called `{name}` */
  unknownProtocol: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-protocol'], at, holes, more),
  /** E0510: the protocol `{protocol}` is for {expected}; the head `{head}` is {found} */
  protocolDoesNotFit: (at: Place, holes: { protocol: Hole; expected: Hole; head: Hole; found: Hole; suggestion?: Hole | undefined }, more?: More): Diagnostic => make(pages['protocol-does-not-fit'], at, holes, more),
  /** E0511: `{found}` cannot be watched */
  unknownMonitor: (at: Place, holes: { found: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-monitor'], at, holes, more),
  /** E0512: `{what}` needs a validation split, and `{dataset}` has none */
  noValidation: (at: Place, holes: { what: Hole; dataset: Hole }, more?: More): Diagnostic => make(pages['no-validation'], at, holes, more),
  /** E0513: `{dataset}` is not split */
  missingSplit: (at: Place, holes: { dataset: Hole }, more?: More): Diagnostic => make(pages['missing-split'], at, holes, more),
  /** E0514: {labels} of `{set}` can never be reached: no mapping leads there */
  missingMapping: (at: Place, holes: { labels: Hole; set: Hole }, more?: More): Diagnostic => make(pages['missing-mapping'], at, holes, more),
  /** E0515: the value `{value}` is mapped twice */
  mappedTwice: (at: Place, holes: { value: Hole }, more?: More): Diagnostic => make(pages['mapped-twice'], at, holes, more),
  /** E0516: `{label}` is not a label of `{set}` */
  mappingToNoLabel: (at: Place, holes: { label: Hole; set: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['mapping-to-no-label'], at, holes, more),
  /** E0517: the label `{label}` stands twice in `{set}` */
  labelTwice: (at: Place, holes: { label: Hole; set: Hole }, more?: More): Diagnostic => make(pages['label-twice'], at, holes, more),
  /** E0518: a label set has at least two labels; `{set}` has {count} */
  tooFewLabels: (at: Place, holes: { set: Hole; count: Hole }, more?: More): Diagnostic => make(pages['too-few-labels'], at, holes, more),
  /** E0519: a label set is a list of words separated by `|` */
  labelSetForm: (at: Place, holes: { set?: Hole | undefined; words?: Hole | undefined }, more?: More): Diagnostic => make(pages['label-set-form'], at, holes, more),
  /** E0520: rows of one `{column}` may stand on two sides: `{what}` does not say `by {column}` */
  groupNotKept: (at: Place, holes: { column: Hole; what: Hole }, more?: More): Diagnostic => make(pages['group-not-kept'], at, holes, more),
  /** E0521: expected {expected}; found {found} */
  expectedForm: (at: Place, holes: { expected: Hole; found: Hole; nearest?: Hole | undefined; example?: Hole | undefined }, more?: More): Diagnostic => make(pages['expected-form'], at, holes, more),
  /** E0522: `{dataset}` reads nothing */
  missingRead: (at: Place, holes: { dataset: Hole }, more?: More): Diagnostic => make(pages['missing-read'], at, holes, more),
  /** E0523: there is no reader called `{name}` */
  unknownReader: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-reader'], at, holes, more),
  /** E0524: `{dataset}` has no read called `{name}` */
  unknownRead: (at: Place, holes: { dataset: Hole; name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-read'], at, holes, more),
  /** E0525: there is no optimizer called `{name}` */
  unknownOptimizer: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-optimizer'], at, holes, more),
  /** E0526: `{dataset}` has several reads; `{source}` does not say which */
  whichRead: (at: Place, holes: { dataset: Hole; source: Hole; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['which-read'], at, holes, more),
  /** E0527: `{column}` is {found}; a split is stratified on a label */
  stratifyOnWhat: (at: Place, holes: { column: Hole; found: Hole }, more?: More): Diagnostic => make(pages['stratify-on-what'], at, holes, more),
  /** E0528: `{column}` is {found}; a split by shares goes by a `group` column */
  splitByWhat: (at: Place, holes: { column: Hole; found: Hole; stratified?: Hole | undefined }, more?: More): Diagnostic => make(pages['split-by-what'], at, holes, more),
  /** E0529: a split has three shares in per cent that sum to 100%: training, validation, test; found {found} */
  splitShares: (at: Place, holes: { found: Hole; meant?: Hole | undefined }, more?: More): Diagnostic => make(pages['split-shares'], at, holes, more),
  /** E0530: `holdout` takes a share of `train` between 0% and 100%; found {found} */
  holdoutShare: (at: Place, holes: { found: Hole }, more?: More): Diagnostic => make(pages['holdout-share'], at, holes, more),
  /** E0531: the split of `{dataset}` puts no rows into training */
  noTrainingRows: (at: Place, holes: { dataset: Hole }, more?: More): Diagnostic => make(pages['no-training-rows'], at, holes, more),
  /** E0532: {found} is not a side of a split */
  unknownSide: (at: Place, holes: { found: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-side'], at, holes, more),
  /** E0533: the label `{label}` does not say its label set */
  labelWithoutSet: (at: Place, holes: { label: Hole; example?: Hole | undefined }, more?: More): Diagnostic => make(pages['label-without-set'], at, holes, more),
  /** E0534: `{dataset}` is split by file, and none of its paths holds `{placeholder}` */
  splitWithoutPath: (at: Place, holes: { dataset: Hole; placeholder: Hole }, more?: More): Diagnostic => make(pages['split-without-path'], at, holes, more),
  /** E0535: a path holds `{placeholder}`, and `{dataset}` is not split by file */
  splitNotByFile: (at: Place, holes: { placeholder: Hole; dataset: Hole }, more?: More): Diagnostic => make(pages['split-not-by-file'], at, holes, more),
  /** E0536: there is no schedule called `{name}` */
  unknownSchedule: (at: Place, holes: { name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-schedule'], at, holes, more),
  /** E0537: `keep` watches `{keep}` and `stop` watches `{stop}` */
  watchesDiffer: (at: Place, holes: { keep: Hole; stop: Hole }, more?: More): Diagnostic => make(pages['watches-differ'], at, holes, more),
  /** E0538: expected {known} here, found {found} */
  unknownSource: (at: Place, holes: { known: Hole; found: Hole; nearest?: Hole | undefined; example?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-source'], at, holes, more),
  /** E0539: `{dataset}` has validation rows already; `holdout` would add others to them */
  holdoutBesideValidation: (at: Place, holes: { dataset: Hole }, more?: More): Diagnostic => make(pages['holdout-beside-validation'], at, holes, more),
  /** E0540: `{read}` is joined with itself */
  joinWithItself: (at: Place, holes: { read: Hole }, more?: More): Diagnostic => make(pages['join-with-itself'], at, holes, more),
  /** E0601: `{file}` does not exist */
  missingFile: (at: Place, holes: { file: Hole; nearest?: Hole | undefined; root?: Hole | undefined; rootNotThere?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-file'], at, holes, more),
  /** E0602: `{file}` is a folder; expected a file */
  folderForFile: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['folder-for-file'], at, holes, more),
  /** E0603: `{file}` is empty; expected data, found 0 bytes */
  emptyFile: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['empty-file'], at, holes, more),
  /** E0604: `{file}` may not be read: permission denied */
  forbiddenFile: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['forbidden-file'], at, holes, more),
  /** E0605: `{file}` is not an ordinary file; expected a file on disk, found {found} */
  specialFile: (at: Place, holes: { file: Hole; found: Hole }, more?: More): Diagnostic => make(pages['special-file'], at, holes, more),
  /** E0606: `{file}` holds {sizeBytes} bytes; at most {limitBytes} can be read at once */
  fileTooLarge: (at: Place, holes: { file: Hole; sizeBytes: Hole; limitBytes: Hole }, more?: More): Diagnostic => make(pages['file-too-large'], at, holes, more),
  /** E0607: `{file}` could not be read: {reason} */
  unreadableFile: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['unreadable-file'], at, holes, more),
  /** E0608: `{file}`, line {line}: byte {offset} ({found}) is not {encoding} text */
  wrongEncoding: (at: Place, holes: { file: Hole; line: Hole; offset: Hole; found: Hole; encoding: Hole; likely?: Hole | undefined; setting?: Hole | undefined; others?: Hole | undefined }, more?: More): Diagnostic => make(pages['wrong-encoding'], at, holes, more),
  /** E0609: `{file}` begins with the byte-order mark of {found}; expected {expected} text */
  otherEncoding: (at: Place, holes: { file: Hole; found: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['other-encoding'], at, holes, more),
  /** E0610: `{file}` has {found} and no rows; expected at least one row of data */
  noRows: (at: Place, holes: { file: Hole; found: Hole }, more?: More): Diagnostic => make(pages['no-rows'], at, holes, more),
  /** E0611: `{file}`, line {line}: expected {expected} fields as in line {first}, found {found} */
  raggedRow: (at: Place, holes: { file: Hole; line: Hole; expected: Hole; first: Hole; found: Hole; separator?: Hole | undefined; lastColumn?: Hole | undefined }, more?: More): Diagnostic => make(pages['ragged-row'], at, holes, more),
  /** E0612: `{file}`, line {line}: the quote opened in column {column} is never closed */
  unclosedQuote: (at: Place, holes: { file: Hole; line: Hole; column: Hole }, more?: More): Diagnostic => make(pages['unclosed-quote'], at, holes, more),
  /** E0613: `{file}`, line {line}, column {column}: expected a separator or the end of the line after the closing quote, found `{found}` */
  textAfterQuote: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole }, more?: More): Diagnostic => make(pages['text-after-quote'], at, holes, more),
  /** E0614: `{file}`, line {line}, column `{column}`: expected a number, found `{found}` */
  notANumber: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole; withPoint?: Hole | undefined; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['not-a-number'], at, holes, more),
  /** E0615: `{file}`, line {line}, column `{column}`: expected a finite number, found `{found}` */
  notFinite: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole }, more?: More): Diagnostic => make(pages['not-finite'], at, holes, more),
  /** E0616: `{file}`, line {line}, column `{column}`: expected a number, found nothing */
  missingNumber: (at: Place, holes: { file: Hole; line: Hole; column: Hole }, more?: More): Diagnostic => make(pages['missing-number'], at, holes, more),
  /** E0617: `{file}` has no column `{column}`; it has {columns} */
  missingColumn: (at: Place, holes: { file: Hole; column: Hole; columns: Hole; nearest?: Hole | undefined; separator?: Hole | undefined; instead?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-column'], at, holes, more),
  /** E0618: `{file}` has no column number {column}; expected 0 to {last} */
  columnOutOfRange: (at: Place, holes: { file: Hole; column: Hole; last: Hole }, more?: More): Diagnostic => make(pages['column-out-of-range'], at, holes, more),
  /** E0619: `{file}`, line {line}: two columns are named `{column}` (number {first} and {second}) */
  duplicateColumn: (at: Place, holes: { file: Hole; line: Hole; column: Hole; first: Hole; second: Hole }, more?: More): Diagnostic => make(pages['duplicate-column'], at, holes, more),
  /** E0620: `{file}`, line {line}: not JSON: {reason} */
  brokenJsonLine: (at: Place, holes: { file: Hole; line: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['broken-json-line'], at, holes, more),
  /** E0621: `{file}`, line {line}: expected a JSON object, found {found} */
  jsonLineNotObject: (at: Place, holes: { file: Hole; line: Hole; found: Hole }, more?: More): Diagnostic => make(pages['json-line-not-object'], at, holes, more),
  /** E0622: `{file}`, line {line}: the field `{column}` is {found}; expected a value in every line */
  missingField: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole }, more?: More): Diagnostic => make(pages['missing-field'], at, holes, more),
  /** E0623: `{file}`, line {line}, column `{column}`: {found} does not fit a 32-bit float (at most 3.4e38) */
  numberTooLarge: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole }, more?: More): Diagnostic => make(pages['number-too-large'], at, holes, more),
  /** E0624: `{file}`: the range of columns ends before it begins: `{from}` is number {first}, `{to}` is number {last} */
  reversedColumns: (at: Place, holes: { file: Hole; from: Hole; first: Hole; to: Hole; last: Hole }, more?: More): Diagnostic => make(pages['reversed-columns'], at, holes, more),
  /** E0625: `{file}` is no text: expected a table as text, found {found} */
  notAText: (at: Place, holes: { file: Hole; found: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['not-a-text'], at, holes, more),
  /** E0650: `{file}` has {found} rows; expected {expected} as in `{other}`, since both are read side by side */
  rowCountsDiffer: (at: Place, holes: { file: Hole; found: Hole; expected: Hole; other: Hole }, more?: More): Diagnostic => make(pages['row-counts-differ'], at, holes, more),
  /** E0651: `{file}`, line {line}: no row of `{other}` has the key `{key}` */
  joinKeyMissing: (at: Place, holes: { file: Hole; line: Hole; other: Hole; key: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['join-key-missing'], at, holes, more),
  /** E0652: `{file}`, line {line}: the key `{key}` stands on line {first} already; a join needs each key once */
  joinKeyTwice: (at: Place, holes: { file: Hole; line: Hole; key: Hole; first: Hole }, more?: More): Diagnostic => make(pages['join-key-twice'], at, holes, more),
  /** E0653: `{file}`, line {line}, column `{column}`: `{found}` does not match the pattern `{pattern}` */
  patternWithoutMatch: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole; pattern: Hole }, more?: More): Diagnostic => make(pages['pattern-without-match'], at, holes, more),
  /** E0654: `{file}`, line {line}, column `{column}`: expected a number in {minimum}..{maximum}, found {found} */
  numberOutOfRange: (at: Place, holes: { file: Hole; line: Hole; column: Hole; minimum: Hole; maximum: Hole; found: Hole }, more?: More): Diagnostic => make(pages['number-out-of-range'], at, holes, more),
  /** E0655: `{file}`, line {line}, column `{column}`: {found} is no label of `{labels}`; expected {expected} */
  unknownLabel: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole; labels: Hole; expected: Hole; nearest?: Hole | undefined; asText?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-label'], at, holes, more),
  /** E0656: `{file}`: {column} is {found}; expected {expected} */
  columnOfAnotherKind: (at: Place, holes: { file: Hole; column: Hole; found: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['column-of-another-kind'], at, holes, more),
  /** E0657: `{file}`: `{column}` has the shape [{found}]; expected [rows, {expected}] */
  imageShape: (at: Place, holes: { file: Hole; column: Hole; found: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['image-shape'], at, holes, more),
  /** E0658: `{file}`: `{column}[{index}]` is {found}; expected a finite number */
  arrayNotFinite: (at: Place, holes: { file: Hole; column: Hole; index: Hole; found: Hole }, more?: More): Diagnostic => make(pages['array-not-finite'], at, holes, more),
  /** E0659: `{file}`, line {line}: its clip `{clip}` does not exist */
  missingClip: (at: Place, holes: { file: Hole; line: Hole; clip: Hole; root?: Hole | undefined; rootNotThere?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-clip'], at, holes, more),
  /** E0660: the {role} split of `{dataset}` has no rows; expected at least one of {rows} */
  emptySplit: (at: Place, holes: { role: Hole; dataset: Hole; rows: Hole; shares?: Hole | undefined; values?: Hole | undefined; column?: Hole | undefined }, more?: More): Diagnostic => make(pages['empty-split'], at, holes, more),
  /** E0661: rows of one `{column}` stand on two sides of the split of `{dataset}`, in {count} of {groups} groups: {examples} */
  groupOnTwoSides: (at: Place, holes: { column: Hole; dataset: Hole; count: Hole; groups: Hole; examples: Hole }, more?: More): Diagnostic => make(pages['group-on-two-sides'], at, holes, more),
  /** E0662: no row of the training split of `{dataset}` has the label `{label}` of `{column}`; found on other sides: {rows} */
  classAbsentFromTraining: (at: Place, holes: { dataset: Hole; label: Hole; column: Hole; rows: Hole }, more?: More): Diagnostic => make(pages['class-absent-from-training'], at, holes, more),
  /** E0663: `{file}`, line {line}, column `{column}`: `{found}` belongs to no side of the split; expected {expected} */
  unknownSplitValue: (at: Place, holes: { file: Hole; line: Hole; column: Hole; found: Hole; expected: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-split-value'], at, holes, more),
  /** E0664: {encoder}: {count} of {width} features keep one value in every training row: {columns}; `{step}` cannot rescale them */
  constantColumn: (at: Place, holes: { encoder: Hole; count: Hole; width: Hole; columns: Hole; step: Hole; settings?: Hole | undefined }, more?: More): Diagnostic => make(pages['constant-column'], at, holes, more),
  /** E0665: the mapping of `{column}` leaves no row of `{dataset}`: all {rows} are dropped */
  noRowsLeft: (at: Place, holes: { column: Hole; dataset: Hole; rows: Hole }, more?: More): Diagnostic => make(pages['no-rows-left'], at, holes, more),
  /** E0666: `{file}` has vectors of {found} numbers; expected {expected} as `{encoder}` declares */
  vectorsWidth: (at: Place, holes: { file: Hole; found: Hole; expected: Hole; encoder: Hole }, more?: More): Diagnostic => make(pages['vectors-width'], at, holes, more),
  /** E0667: the encoders and heads of this spec use {count} data sets ({datasets}); a run is trained on one */
  severalDatasets: (at: Place, holes: { count: Hole; datasets: Hole }, more?: More): Diagnostic => make(pages['several-datasets'], at, holes, more),
  /** E0668: {count} of {total} clips do not exist; the first: `{file}`, line {line}: its clip `{clip}` */
  missingClips: (at: Place, holes: { count: Hole; total: Hole; file: Hole; line: Hole; clip: Hole; root?: Hole | undefined; rootNotThere?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-clips'], at, holes, more),
  /** E0670: `{file}` has a vector for none of the {words} different words in the texts of `{encoder}`, such as {examples} */
  wordVectorsWithoutWords: (at: Place, holes: { file: Hole; words: Hole; encoder: Hole; examples: Hole }, more?: More): Diagnostic => make(pages['word-vectors-without-words'], at, holes, more),
  /** E0671: the fitted statistics of `{encoder}` do not fit the spec: {reason} */
  fittedMismatch: (at: Place, holes: { encoder: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['fitted-mismatch'], at, holes, more),
  /** E0701: `{file}` is not a wav file: expected it to begin with `RIFF` and `WAVE`, found {found} */
  wavNotAWav: (at: Place, holes: { file: Hole; found: Hole; stem?: Hole | undefined; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['wav-not-a-wav'], at, holes, more),
  /** E0702: `{file}` is cut off: its `{chunk}` chunk announces data up to byte {expected}, the file ends at byte {found} */
  wavTruncated: (at: Place, holes: { file: Hole; chunk: Hole; expected: Hole; found: Hole }, more?: More): Diagnostic => make(pages['wav-truncated'], at, holes, more),
  /** E0703: `{file}` holds no samples: expected at least one, found a `data` chunk of {found} bytes */
  wavWithoutSamples: (at: Place, holes: { file: Hole; found: Hole }, more?: More): Diagnostic => make(pages['wav-without-samples'], at, holes, more),
  /** E0704: `{file}` has a sample rate of {found} Hz, expected 1 to {highest} Hz */
  wavSampleRate: (at: Place, holes: { file: Hole; found: Hole; highest: Hole }, more?: More): Diagnostic => make(pages['wav-sample-rate'], at, holes, more),
  /** E0705: `{file}` is encoded as {found}, expected PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 bits */
  wavEncoding: (at: Place, holes: { file: Hole; found: Hole; stem?: Hole | undefined }, more?: More): Diagnostic => make(pages['wav-encoding'], at, holes, more),
  /** E0706: `{file}`: sample {index} (at {time} s) is {found}, expected a finite number */
  wavSampleNotFinite: (at: Place, holes: { file: Hole; index: Hole; time: Hole; found: Hole; count?: Hole | undefined }, more?: More): Diagnostic => make(pages['wav-sample-not-finite'], at, holes, more),
  /** E0707: `{file}` has a broken wav header: {why} */
  wavHeader: (at: Place, holes: { file: Hole; why: Hole; stem?: Hole | undefined; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['wav-header'], at, holes, more),
  /** E0710: `{file}` lasts {found} ms, expected at least one window of {window} ms */
  audioShorterThanWindow: (at: Place, holes: { file: Hole; found: Hole; window: Hole }, more?: More): Diagnostic => make(pages['audio-shorter-than-window'], at, holes, more),
  /** E0711: a `pyaudio` window of {window} ms has {samples} samples at the {rate} Hz of `{file}`, expected at least {needed} samples */
  pyaudioWindowTooShort: (at: Place, holes: { window: Hole; samples: Hole; rate: Hole; file: Hole; needed: Hole; neededMs?: Hole | undefined }, more?: More): Diagnostic => make(pages['pyaudio-window-too-short'], at, holes, more),
  /** E0712: `{file}` has {found} Hz, expected more than {needed} Hz for `pyaudio` */
  pyaudioRateTooLow: (at: Place, holes: { file: Hole; found: Hole; needed: Hole; stem?: Hole | undefined }, more?: More): Diagnostic => make(pages['pyaudio-rate-too-low'], at, holes, more),
  /** E0713: `{setting}` is {found} ms, expected at least {needed} ms for `{file}` at {rate} Hz */
  pyaudioStepTooShort: (at: Place, holes: { setting: Hole; found: Hole; needed: Hole; file: Hole; rate: Hole }, more?: More): Diagnostic => make(pages['pyaudio-step-too-short'], at, holes, more),
  /** E0714: {count} of {total} clips cannot be used; the first: {first} */
  brokenClips: (at: Place, holes: { count: Hole; total: Hole; first: Hole }, more?: More): Diagnostic => make(pages['broken-clips'], at, holes, more),
  /** E0730: {what} is not an npy array: expected the bytes 93 4e 55 4d 50 59 at its start, found {found} */
  npyNotAnArray: (at: Place, holes: { what: Hole; found: Hole }, more?: More): Diagnostic => make(pages['npy-not-an-array'], at, holes, more),
  /** E0731: `{file}` is not an npz archive: {reason} */
  npzNotAnArchive: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['npz-not-an-archive'], at, holes, more),
  /** E0732: {what} holds Python objects (dtype `{found}`); expected numbers */
  npyObjectArray: (at: Place, holes: { what: Hole; found: Hole }, more?: More): Diagnostic => make(pages['npy-object-array'], at, holes, more),
  /** E0733: {what} has dtype `{found}`; expected one of {expected} */
  npyUnknownDtype: (at: Place, holes: { what: Hole; found: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['npy-unknown-dtype'], at, holes, more),
  /** E0734: {what} would inflate to {sizeBytes} bytes; at most {limitBytes} are allowed */
  npzTooLarge: (at: Place, holes: { what: Hole; sizeBytes: Hole; limitBytes: Hole }, more?: More): Diagnostic => make(pages['npz-too-large'], at, holes, more),
  /** E0735: {what}: its header says {expectedBytes} bytes (shape {shape}), but {found} */
  arraySizeDiffers: (at: Place, holes: { what: Hole; expectedBytes: Hole; shape: Hole; found: Hole }, more?: More): Diagnostic => make(pages['array-size-differs'], at, holes, more),
  /** E0736: {what} ends too early: expected {expectedBytes} bytes, found {foundBytes} */
  truncatedArray: (at: Place, holes: { what: Hole; expectedBytes: Hole; foundBytes: Hole }, more?: More): Diagnostic => make(pages['truncated-array'], at, holes, more),
  /** E0737: `{file}` has no array `{array}`; it has {arrays} */
  missingArray: (at: Place, holes: { file: Hole; array: Hole; arrays: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-array'], at, holes, more),
  /** E0738: {what} has shape {shape}; expected {expected} */
  wrongRank: (at: Place, holes: { what: Hole; shape: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['wrong-rank'], at, holes, more),
  /** E0739: {what} is damaged: {reason} */
  brokenArray: (at: Place, holes: { what: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['broken-array'], at, holes, more),
  /** E0740: {what} cannot be read: {reason} */
  npzUnsupported: (at: Place, holes: { what: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['npz-unsupported'], at, holes, more),
  /** E0741: {what}: element {index} is {found}, beyond the integers that are exact here (±9007199254740991) */
  integerTooLarge: (at: Place, holes: { what: Hole; index: Hole; found: Hole }, more?: More): Diagnostic => make(pages['integer-too-large'], at, holes, more),
  /** E0742: {what}: its header cannot be read: {reason} */
  npyBrokenHeader: (at: Place, holes: { what: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['npy-broken-header'], at, holes, more),
  /** E0760: `{file}`, line {line}: expected a word and {expected} numbers, found {found} numbers */
  vectorLineWidth: (at: Place, holes: { file: Hole; line: Hole; expected: Hole; found: Hole }, more?: More): Diagnostic => make(pages['vector-line-width'], at, holes, more),
  /** E0761: `{file}`: its first line declares vectors of {declared} numbers, line {line} has {found} */
  vectorDeclaredWidth: (at: Place, holes: { file: Hole; declared: Hole; line: Hole; found: Hole }, more?: More): Diagnostic => make(pages['vector-declared-width'], at, holes, more),
  /** E0762: `{file}`: its first line declares {declared} vectors, the file has {found} */
  vectorDeclaredCount: (at: Place, holes: { file: Hole; declared: Hole; found: Hole }, more?: More): Diagnostic => make(pages['vector-declared-count'], at, holes, more),
  /** E0763: `{file}` holds no word vectors: {reason} */
  noVectors: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['no-vectors'], at, holes, more),
  /** E0801: the engine `{engine}` cannot run here: {reason} */
  engineNotUsable: (at: Place, holes: { engine: Hole; reason: Hole; remedy?: Hole | undefined }, more?: More): Diagnostic => make(pages['engine-not-usable'], at, holes, more),
  /** E0803: there is no engine `{engine}`; expected {known} */
  unknownEngine: (at: Place, holes: { engine: Hole; known: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-engine'], at, holes, more),
  /** E0811: the engine `cuda` found no graphics card to compute on: {reason} */
  noGraphicsCard: (at: Place, holes: { reason: Hole }, more?: More): Diagnostic => make(pages['no-graphics-card'], at, holes, more),
  /** E0812: the engine `cuda` needs the library `{library}` of {part}, which was not found */
  missingCudaLibrary: (at: Place, holes: { library: Hole; part: Hole }, more?: More): Diagnostic => make(pages['missing-cuda-library'], at, holes, more),
  /** E0813: the engine `{engine}` needs {package} {expected}, found {found} in {folder} */
  engineOfOtherVersion: (at: Place, holes: { engine: Hole; package: Hole; expected: Hole; found: Hole; folder: Hole }, more?: More): Diagnostic => make(pages['engine-of-other-version'], at, holes, more),
  /** E0815: the memory of the device does not suffice: no room for {tensor} */
  outOfDeviceMemory: (at: Place, holes: { tensor: Hole; batch?: Hole | undefined }, more?: More): Diagnostic => make(pages['out-of-device-memory'], at, holes, more),
  /** E0817: the engine `{engine}` has no setting `{setting}`; it is one of {having} */
  engineWithoutSetting: (at: Place, holes: { engine: Hole; setting: Hole; having: Hole }, more?: More): Diagnostic => make(pages['engine-without-setting'], at, holes, more),
  /** E0818: the device failed in the middle of {what}: {reason} */
  deviceFailed: (at: Place, holes: { what: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['device-failed'], at, holes, more),
  /** E0831: the GPU was lost: {adapter} stopped answering ({reason}) */
  gpuLost: (at: Place, holes: { adapter: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['gpu-lost'], at, holes, more),
  /** E0832: `{what}` takes {neededMb} MB in one piece, and {adapter} allows {allowedMb} MB */
  gpuBufferTooLarge: (at: Place, holes: { what: Hole; neededMb: Hole; adapter: Hole; allowedMb: Hole }, more?: More): Diagnostic => make(pages['gpu-buffer-too-large'], at, holes, more),
  /** E0833: the memory of {adapter} is full ({message}) */
  gpuMemory: (at: Place, holes: { adapter: Hole; message: Hole }, more?: More): Diagnostic => make(pages['gpu-memory'], at, holes, more),
  /** E0834: {adapter} refused a computation: {message} */
  gpuRefusal: (at: Place, holes: { adapter: Hole; message: Hole }, more?: More): Diagnostic => make(pages['gpu-refusal'], at, holes, more),
  /** E0851: there is nothing to install under the name `{engine}`; expected {known} */
  notAnInstallableEngine: (at: Place, holes: { engine: Hole; known: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['not-an-installable-engine'], at, holes, more),
  /** E0852: the engine `{engine}` does not exist for {platform}; it needs {expected} */
  engineNotForPlatform: (at: Place, holes: { engine: Hole; platform: Hole; expected: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['engine-not-for-platform'], at, holes, more),
  /** E0853: `{host}` could not be reached: {reason} */
  hostNotReached: (at: Place, holes: { host: Hole; reason: Hole; advice?: Hole | undefined; files?: Hole | undefined }, more?: More): Diagnostic => make(pages['host-not-reached'], at, holes, more),
  /** E0854: `{url}` was answered with {status} */
  downloadRefused: (at: Place, holes: { url: Hole; status: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['download-refused'], at, holes, more),
  /** E0855: `{file}` broke off after {receivedBytes} of {sizeBytes} bytes: {reason} */
  downloadCutOff: (at: Place, holes: { file: Hole; receivedBytes: Hole; sizeBytes: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['download-cut-off'], at, holes, more),
  /** E0856: `{file}` is not what was published: its {algorithm} is {found}, expected {expected} */
  wrongChecksum: (at: Place, holes: { file: Hole; algorithm: Hole; found: Hole; expected: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['wrong-checksum'], at, holes, more),
  /** E0857: no space left for the engine `{engine}` in `{folder}`: {needed} needed, {free} free */
  installDiskFull: (at: Place, holes: { engine: Hole; folder: Hole; needed: Hole; free: Hole }, more?: More): Diagnostic => make(pages['install-disk-full'], at, holes, more),
  /** E0858: process {process} is installing the engine `{engine}` */
  installInProgress: (at: Place, holes: { process: Hole; engine: Hole; file?: Hole | undefined }, more?: More): Diagnostic => make(pages['install-in-progress'], at, holes, more),
  /** E0859: the engine `{engine}` was put together but does not load: {reason} */
  engineDoesNotLoad: (at: Place, holes: { engine: Hole; reason: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['engine-does-not-load'], at, holes, more),
  /** E0860: the addon of the engine `{engine}` has to be compiled here, and there is no C++ compiler ({tried}) */
  noCompiler: (at: Place, holes: { engine: Hole; tried: Hole; install?: Hole | undefined; file?: Hole | undefined }, more?: More): Diagnostic => make(pages['no-compiler'], at, holes, more),
  /** E0861: {compiler} did not compile the addon of the engine `{engine}`: {reason} */
  addonNotCompiled: (at: Place, holes: { compiler: Hole; engine: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['addon-not-compiled'], at, holes, more),
  /** E0862: the engine `{engine}` is not installed in `{folder}` */
  engineNotInstalled: (at: Place, holes: { engine: Hole; folder: Hole; installed?: Hole | undefined }, more?: More): Diagnostic => make(pages['engine-not-installed'], at, holes, more),
  /** E0863: `{path}` holds nothing of the engine `{engine}` */
  nothingToInstallFrom: (at: Place, holes: { path: Hole; engine: Hole; expected?: Hole | undefined }, more?: More): Diagnostic => make(pages['nothing-to-install-from'], at, holes, more),
  /** E0864: npm could not install the packages of the engine `{engine}`: {reason} */
  npmFailed: (at: Place, holes: { engine: Hole; reason: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['npm-failed'], at, holes, more),
  /** E0865: `{index}` does not list `{file}` */
  wheelNotInIndex: (at: Place, holes: { index: Hole; file: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['wheel-not-in-index'], at, holes, more),
  /** E0866: the installed engine `{engine}` is damaged: {reason} */
  engineDamaged: (at: Place, holes: { engine: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['engine-damaged'], at, holes, more),
  /** E0901: `{file}` is not a whole safetensors file: {reason} */
  corruptedCheckpoint: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['corrupted-checkpoint'], at, holes, more),
  /** E0902: `{file}` was not written: no space left{needed}; the file that was there before is unchanged */
  diskFull: (at: Place, holes: { file: Hole; needed: Hole }, more?: More): Diagnostic => make(pages['disk-full'], at, holes, more),
  /** E0903: `{file}` was not written: {reason}; what was there before is unchanged */
  writeFailed: (at: Place, holes: { file: Hole; reason: Hole; advice?: Hole | undefined }, more?: More): Diagnostic => make(pages['write-failed'], at, holes, more),
  /** E0911: `{file}` is no checkpoint that this emoc can read: expected format version {expected}, found {found} */
  otherCheckpointVersion: (at: Place, holes: { file: Hole; expected: Hole; found: Hole }, more?: More): Diagnostic => make(pages['other-checkpoint-version'], at, holes, more),
  /** E0912: `{file}` belongs to another spec than the run; expected weights of the run's own `spec.emo` */
  checkpointOfOtherSpec: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['checkpoint-of-other-spec'], at, holes, more),
  /** E0921: training stopped at step {step} (epoch {epoch}): {what} is {found}, expected a finite number */
  lossNotFinite: (at: Place, holes: { step: Hole; epoch: Hole; what: Hole; found: Hole; best?: Hole | undefined; bestEpoch?: Hole | undefined }, more?: More): Diagnostic => make(pages['loss-not-finite'], at, holes, more),
  /** E0922: training stopped at step {step} (epoch {epoch}): the norm of the gradients is {found}, expected a finite number */
  gradientNotFinite: (at: Place, holes: { step: Hole; epoch: Hole; found: Hole; best?: Hole | undefined; bestEpoch?: Hole | undefined }, more?: More): Diagnostic => make(pages['gradient-not-finite'], at, holes, more),
  /** E0931: `{folder}` {found}; a new run needs a new or empty folder */
  runFolderExists: (at: Place, holes: { folder: Hole; found: Hole; resume?: Hole | undefined }, more?: More): Diagnostic => make(pages['run-folder-exists'], at, holes, more),
  /** E0932: there is no run to go on with in `{folder}` */
  noRunToResume: (at: Place, holes: { folder: Hole; nearest?: Hole | undefined; runs?: Hole | undefined }, more?: More): Diagnostic => make(pages['no-run-to-resume'], at, holes, more),
  /** E0933: process {process} is training in `{folder}` */
  runInUse: (at: Place, holes: { process: Hole; folder: Hole; file?: Hole | undefined }, more?: More): Diagnostic => make(pages['run-in-use'], at, holes, more),
  /** E0934: `{file}` cannot be used: {reason} */
  brokenLock: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['broken-lock'], at, holes, more),
  /** E0935: `{file}` is not the file that the run was trained on */
  dataChanged: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['data-changed'], at, holes, more),
  /** E0936: the run in `{folder}` was begun with another spec than `{file}` */
  runOfOtherSpec: (at: Place, holes: { folder: Hole; file: Hole; kept?: Hole | undefined }, more?: More): Diagnostic => make(pages['run-of-other-spec'], at, holes, more),
  /** E0937: `{dataset}` has no {split} split */
  noSuchSplit: (at: Place, holes: { dataset: Hole; split: Hole; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['no-such-split'], at, holes, more),
  /** E0938: there is no run in `{folder}`: {found} */
  noRun: (at: Place, holes: { folder: Hole; found: Hole; nearest?: Hole | undefined; runs?: Hole | undefined }, more?: More): Diagnostic => make(pages['no-run'], at, holes, more),
  /** E0941: the training process {how} */
  trainingDied: (at: Place, holes: { how: Hole; words?: Hole | undefined }, more?: More): Diagnostic => make(pages['training-died'], at, holes, more),
  /** E0951: `{folder}` is there already and is not an empty folder */
  exportFolderNotEmpty: (at: Place, holes: { folder: Hole }, more?: More): Diagnostic => make(pages['export-folder-not-empty'], at, holes, more),
  /** E0952: the run `{folder}` has no finished epoch yet: expected `{file}`, found nothing */
  nothingToExport: (at: Place, holes: { folder: Hole; file: Hole }, more?: More): Diagnostic => make(pages['nothing-to-export'], at, holes, more),
  /** E0953: the weights are {sizeBytes} bytes; `{target}` holds at most {largestBytes} in a file */
  exportTooLarge: (at: Place, holes: { sizeBytes: Hole; target: Hole; largestBytes: Hole }, more?: More): Diagnostic => make(pages['export-too-large'], at, holes, more),
  /** E1001: there is no verb `{verb}` */
  unknownVerb: (at: Place, holes: { verb: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-verb'], at, holes, more),
  /** E1002: `emoc {verb}` has no option `{flag}` */
  unknownFlag: (at: Place, holes: { verb: Hole; flag: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-flag'], at, holes, more),
  /** E1003: `{flag}` needs a value, expected {expected} */
  flagWithoutValue: (at: Place, holes: { flag: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['flag-without-value'], at, holes, more),
  /** E1004: `{flag}` takes no value, found `{value}` */
  flagWithValue: (at: Place, holes: { flag: Hole; value: Hole }, more?: More): Diagnostic => make(pages['flag-with-value'], at, holes, more),
  /** E1005: `{flag}` is given twice, as `{first}` and as `{second}` */
  flagTwice: (at: Place, holes: { flag: Hole; first: Hole; second: Hole }, more?: More): Diagnostic => make(pages['flag-twice'], at, holes, more),
  /** E1006: `{flag}` cannot be `{found}`; expected {expected} */
  wrongFlagValue: (at: Place, holes: { flag: Hole; found: Hole; expected: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['wrong-flag-value'], at, holes, more),
  /** E1007: `emoc {verb}` needs {expected} */
  missingOperand: (at: Place, holes: { verb: Hole; expected: Hole }, more?: More): Diagnostic => make(pages['missing-operand'], at, holes, more),
  /** E1008: `emoc {verb}` has no use for `{found}` */
  extraOperand: (at: Place, holes: { verb: Hole; found: Hole }, more?: More): Diagnostic => make(pages['extra-operand'], at, holes, more),
  /** E1009: `{one}` and `{other}` ask for two different things */
  flagsExclude: (at: Place, holes: { one: Hole; other: Hole }, more?: More): Diagnostic => make(pages['flags-exclude'], at, holes, more),
  /** E1011: `{file}` is not YAML: {reason} */
  brokenManifest: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['broken-manifest'], at, holes, more),
  /** E1012: `{file}` has no setting called `{name}` */
  unknownManifestSetting: (at: Place, holes: { file: Hole; name: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-manifest-setting'], at, holes, more),
  /** E1013: {subject} of `{file}` must be {expected}; found {found} */
  wrongManifestValue: (at: Place, holes: { subject: Hole; file: Hole; expected: Hole; found: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['wrong-manifest-value'], at, holes, more),
  /** E1021: `{found}` is not an override; expected `PATH=VALUE` */
  malformedOverride: (at: Place, holes: { found: Hole }, more?: More): Diagnostic => make(pages['malformed-override'], at, holes, more),
  /** E1022: `{path}` leads to nothing in `{file}` */
  unknownPath: (at: Place, holes: { path: Hole; file: Hole; nearest?: Hole | undefined; known?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-path'], at, holes, more),
  /** E1030: `{file}` is not UTF-8 text */
  specNotUtf8: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['spec-not-utf-8'], at, holes, more),
  /** E1050: `{folder}` is not empty; expected a new or empty folder, found {found} */
  folderNotEmpty: (at: Place, holes: { folder: Hole; found: Hole; suggestion?: Hole | undefined }, more?: More): Diagnostic => make(pages['folder-not-empty'], at, holes, more),
  /** E1051: `{folder}` is not a folder; expected a new or empty folder */
  folderIsAFile: (at: Place, holes: { folder: Hole; suggestion?: Hole | undefined }, more?: More): Diagnostic => make(pages['folder-is-a-file'], at, holes, more),
  /** E1052: the project `{folder}` was not written: {reason}; nothing of it was left behind */
  folderNotMade: (at: Place, holes: { folder: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['folder-not-made'], at, holes, more),
  /** E1061: installing the engine `{engine}` downloads {download} and takes {disk}, and there is nobody to ask */
  installNotConfirmed: (at: Place, holes: { engine: Hole; download: Hole; disk: Hole }, more?: More): Diagnostic => make(pages['install-not-confirmed'], at, holes, more),
  /** E1062: the engine `{engine}` was not installed: the question was answered with no */
  installDeclined: (at: Place, holes: { engine: Hole }, more?: More): Diagnostic => make(pages['install-declined'], at, holes, more),
  /** E1063: `emoc {verb}` cannot `{found}`; expected {known} */
  unknownSubVerb: (at: Place, holes: { verb: Hole; found: Hole; known: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-sub-verb'], at, holes, more),
  /** E1071: there is no diagnostic `{found}` */
  unknownCode: (at: Place, holes: { found: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-code'], at, holes, more),
  /** E1072: `{file}` changed while it was being fixed */
  changedMeanwhile: (at: Place, holes: { file: Hole }, more?: More): Diagnostic => make(pages['changed-meanwhile'], at, holes, more),
  /** E1073: standard output was not written to its end: {reason} */
  outputNotWritten: (at: Place, holes: { reason: Hole }, more?: More): Diagnostic => make(pages['output-not-written'], at, holes, more),
  /** E1081: `{name}` is a revision of git, and git cannot be run: {reason} */
  gitMissing: (at: Place, holes: { name: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['git-missing'], at, holes, more),
  /** E1082: `{name}` is a revision of git, and `{folder}` is in no repository */
  notARepository: (at: Place, holes: { name: Hole; folder: Hole }, more?: More): Diagnostic => make(pages['not-a-repository'], at, holes, more),
  /** E1083: the repository has no revision `{revision}` */
  unknownRevision: (at: Place, holes: { revision: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['unknown-revision'], at, holes, more),
  /** E1084: revision `{revision}` has no file `{path}` */
  notInRevision: (at: Place, holes: { revision: Hole; path: Hole; nearest?: Hole | undefined }, more?: More): Diagnostic => make(pages['not-in-revision'], at, holes, more),
  /** W0650: {count} rows of the test split of `{dataset}` have a text that is in training, too, as `{example}` */
  sameTextOnTwoSides: (at: Place, holes: { count: Hole; dataset: Hole; example: Hole }, more?: More): Diagnostic => make(pages['same-text-on-two-sides'], at, holes, more),
  /** W0651: `{file}` is no usable cache entry ({reason}); its features are computed again */
  brokenCacheEntry: (at: Place, holes: { file: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['broken-cache-entry'], at, holes, more),
  /** W0652: {count} texts of `{encoder}` hold no word; each becomes one unknown word */
  textsWithoutWords: (at: Place, holes: { count: Hole; encoder: Hole }, more?: More): Diagnostic => make(pages['texts-without-words'], at, holes, more),
  /** W0653: the feature cache `{folder}` cannot be written: {reason}; features are kept in memory only */
  cacheNotWritable: (at: Place, holes: { folder: Hole; reason: Hole }, more?: More): Diagnostic => make(pages['cache-not-writable'], at, holes, more),
  /** W1091: the spec has {length} characters; an editor is helped up to {limit} */
  specTooLong: (at: Place, holes: { length: Hole; limit: Hole }, more?: More): Diagnostic => make(pages['spec-too-long'], at, holes, more),
};
