" Generated from the token list and the catalogue of emoc by `npm run generate`. Do not edit.
autocmd BufRead,BufNewFile *.emo setfiletype emo
