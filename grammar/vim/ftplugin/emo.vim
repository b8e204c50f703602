" Generated from the token list and the catalogue of emoc by `npm run generate`. Do not edit.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:///,:// commentstring=//\ %s
setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=0
setlocal formatprg=emoc\ fmt\ -
setlocal suffixesadd=.emo
let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< textwidth< formatprg< suffixesadd<'
