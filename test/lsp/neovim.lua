-- Drives `emoc lsp` from Neovim: open, see the diagnostic, complete, rename, format, apply a fix. Prints one line a step; the last one is `done`.
-- EMOC_SERVER is the command line of the server, words separated by newlines; EMOC_SPEC the file to open.
local function step(name, value)
  io.stdout:write(name .. ': ' .. tostring(value) .. '\n')
end

local function ask(method, params)
  local answers, failure = vim.lsp.buf_request_sync(0, method, params, 20000)
  if not answers then
    error(method .. ': ' .. tostring(failure))
  end
  for _, answer in pairs(answers) do
    if answer.error then
      error(method .. ': ' .. answer.error.message)
    end
    return answer.result
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function document()
  return { textDocument = vim.lsp.util.make_text_document_params() }
end

local function at(row, column)
  return vim.tbl_extend('force', document(), { position = { line = row, character = column } })
end

local function wait_for_diagnostics(count)
  local isThere = vim.wait(20000, function()
    return #vim.diagnostic.get(0) == count
  end, 20)
  if not isThere then
    error('expected ' .. count .. ' diagnostics, found ' .. #vim.diagnostic.get(0))
  end
end

local function main()
  vim.cmd('edit ' .. os.getenv('EMOC_SPEC'))
  local client = vim.lsp.start_client({ name = 'emoc', cmd = vim.split(os.getenv('EMOC_SERVER'), '\n'), root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(0, client)
  vim.wait(20000, function()
    return vim.lsp.buf_get_clients(0)[client] ~= nil
  end, 20)

  wait_for_diagnostics(1)
  local diagnostic = vim.diagnostic.get(0)[1]
  step('diagnostic', diagnostic.code .. ' in line ' .. (diagnostic.lnum + 1))

  local range = { start = { line = diagnostic.lnum, character = diagnostic.col }, ['end'] = { line = diagnostic.lnum, character = diagnostic.col } }
  local actions = ask('textDocument/codeAction', vim.tbl_extend('force', document(), { range = range, context = { diagnostics = {}, only = { 'quickfix' } } }))
  step('fix', actions[1].title)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  wait_for_diagnostics(0)
  step('after the fix', 'nothing wrong')

  local items = ask('textDocument/completion', at(tonumber(os.getenv('EMOC_COMPLETE_ROW')), tonumber(os.getenv('EMOC_COMPLETE_COLUMN'))))
  local labels = {}
  for _, item in ipairs(items) do
    labels[#labels + 1] = item.label
  end
  step('completion', table.concat(labels, ' '))

  local rename = vim.tbl_extend('force', at(tonumber(os.getenv('EMOC_RENAME_ROW')), tonumber(os.getenv('EMOC_RENAME_COLUMN'))), { newName = 'renamed' })
  vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', rename), 'utf-16')
  local _, count = text():gsub('%f[%w_]renamed%f[^%w_]', '')
  step('rename', count .. ' places')

  vim.api.nvim_buf_set_lines(0, 0, 1, false, { 'emo    1' })
  vim.lsp.util.apply_text_edits(ask('textDocument/formatting', vim.tbl_extend('force', document(), { options = { tabSize = 2, insertSpaces = true } })), 0, 'utf-16')
  step('format', vim.api.nvim_buf_get_lines(0, 0, 1, false)[1])
  step('done', '')
  vim.lsp.stop_client(client)
end

local isFine, failure = pcall(main)
if not isFine then
  step('failed', failure)
end
vim.cmd('qall!')
