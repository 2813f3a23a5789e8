%% nif2nix (MIT License): loads every module of a release that loads a library, in the release's own BEAM, for file:eval/2. Ends with 1
%% where one does not load, and with the reason as its last line.
Say = fun(Format, Values) -> io:put_chars([io_lib:format(Format, Values), $\n]) end,
Name = fun(Module) -> case atom_to_list(Module) of "Elixir." ++ Alias -> Alias; Own -> Own end end,
Wanted = string:lexemes(os:getenv("NIF2NIX_MODULES", ""), "\n"),

% Modules whose code calls erlang:load_nif/2, whoever wrote them, each with its file (beam_lib(3), imports).
Loaders = lists:ukeysort(1, [{Module, File} || Path <- code:get_path(), File <- filelib:wildcard(filename:join(Path, "*.beam")),
  {ok, {Module, [{imports, Imports}]}} <- [beam_lib:chunks(File, [imports])], lists:member({erlang, load_nif, 2}, Imports)]),

% OTP's own applications, which alone name run-time dependencies (app(4)), know which of their functions are optional.
OfOtp = fun(File) ->
  Specs = [file:consult(Spec) || Spec <- filelib:wildcard(filename:join(filename:dirname(File), "*.app"))],
  [] =/= [Keys || {ok, [{application, _, Keys}]} <- Specs, lists:keymember(runtime_dependencies, 1, Keys)]
end,

% Whether a module has an on_load function, and its stubs: what does nothing but raise erlang:nif_error, or but call such a function; each
% with all that may be in the library for it.
Stubs = fun(File) ->
  % From its bytes: of a path this makes an atom, which holds 255 characters.
  {ok, Bytes} = file:read_file(File),
  {beam_file, _, Exports, _, _, Functions} = beam_disasm:file(Bytes),
  IsCall = fun({extfunc, _, _, _}) -> true; ({M, F, A}) -> is_atom(M) andalso is_atom(F) andalso is_integer(A); (_) -> false end,
  Ends = [{{F, A}, [Call || Step <- Code, is_tuple(Step), Call <- tuple_to_list(Step), IsCall(Call)]} ||
    {function, F, A, _, Code} <- Functions, not lists:member(return, Code)],
  Raising = [{Function, Function} || {Function, Calls} <- Ends, lists:keymember(nif_error, 3, Calls)],
  Pairs = Raising ++ [{Function, {F, A}} || {Function, [{_, F, A}]} <- Ends, lists:keymember({F, A}, 1, Raising)],
  {[] =/= [Code || {function, _, _, _, Code} <- Functions, lists:member(on_load, Code)],
    [{{F, A}, lists:append([[Stub, Called] || {Stub, Called} <- Pairs, Stub =:= {F, A} orelse Called =:= {F, A}])} ||
      {F, A, _} <- lists:usort(Exports), lists:keymember({F, A}, 1, Pairs)]}
end,

Loaded = fun(Module, File) ->
  Nifs = Module:module_info(nifs),
  {OnLoad, All} = case OfOtp(File) of true -> {true, []}; false -> Stubs(File) end,
  Left = lists:join(", ", [[atom_to_list(F), $/, integer_to_list(A)] || {{F, A}, Any} <- All, Any -- Nifs =:= Any]),
  GoesOn = "its on_load goes on without a library, and these only raise: ",
  if Left =:= [], Nifs =/= [] orelse All =:= [] andalso OnLoad -> {loaded, ""};
     not OnLoad -> {unchecked, "it loads its library later than at start"};
     Nifs =/= [] -> {failed, ["its library lacks ", Left]};
     true -> {case lists:member(Name(Module), Wanted) of true -> failed; false -> unchecked end, [GoesOn, Left]}
  end
end,

% Why an on_load function gave up is told to the logger alone; a filter hears it there (logger(3), filters).
Self = self(),
ok = logger:add_primary_filter(nif2nix, {fun
  (#{msg := {report, #{args := [Module, Term | _]}}}, _) when is_atom(Module) -> Self ! {on_load, Module, Term}, stop;
  (#{msg := {_, [Module, Term | _]}}, _) when is_atom(Module) -> Self ! {on_load, Module, Term}, stop;
  (_, _) -> ignore
end, []}),
Load = fun({Module, File}) ->
  % A library that ends the whole VM leaves this file behind; what was printed may be lost then.
  Mark = fun(Text) -> ok = file:write_file(os:getenv("NIF2NIX_LOADING"), unicode:characters_to_binary([Name(Module), Text])) end,
  Mark(" ends the BEAM when its library is loaded"),
  Watch = spawn(fun() -> receive after 60000 -> Mark(" is not loaded after a minute"), halt(1) end end),
  Tried = code:ensure_loaded(Module),
  exit(Watch, kill), ok = file:delete(os:getenv("NIF2NIX_LOADING")),
  case Tried of
    {module, _} -> Loaded(Module, File);
    {error, on_load_failure} -> {failed, receive {on_load, Module, Term} -> io_lib:format("~0tp", [Term]) after 1000 -> "its on_load does not say why" end};
    {error, Reason} -> {failed, atom_to_list(Reason)}
  end
end,

% The page that explains a failure, by the words of Erlang, glibc and musl.
Pages = [{"libc\\.so: invalid ELF header", "musl-library-in-glibc"}, {"ld-linux.*: No such file|Error relocating", "glibc-library-in-musl"},
  {"wrong ELF class|: invalid ELF header", "nif-library-wrong-architecture"}, {": version .*GLIBC.*not found", "nif-library-needs-newer-glibc"},
  {"NIF library: '/.*: cannot open", "nif-library-not-found"}, {": cannot open shared object file", "nif-needs-shared-library"},
  {"library init function", "nif-init-missing"}, {"undefined symbol: enif_", "nif-symbol-missing"},
  {"use a newer erts|not compatible with this vm", "nif-version-too-new"}, {"does not match calling module", "nif-of-another-module"},
  {"Function not found", "nif-function-not-declared"}],
Explained = fun(Text) -> [["; explained by: nif2nix explain ", Page] || {Words, Page} <- Pages, re:run(Text, Words, [unicode]) =/= nomatch] end,

Results = [{Name(Module), Load({Module, File})} || {Module, File} <- Loaders] ++
  [{Each, {failed, "the release has no such module that loads a library"}} || Each <- Wanted -- [Name(Module) || {Module, _} <- Loaders]],
[Say(case Found of loaded -> "~ts: loaded~ts"; unchecked -> "NOT CHECKED: ~ts: ~ts"; failed -> "~ts: NOT LOADED: ~ts" end, [Module, Text]) ||
  {Module, {Found, Text}} <- Results],
Say("modules that load a library: ~b", [length(Results)]),
case [[Module, ": NOT LOADED: ", Text] || {Module, {failed, Text}} <- Results] of
  [] -> halt(0);
  [First | _] -> Say("DEAD: ~ts~ts", [First, lists:sublist(Explained(First), 1)]), halt(1)
end.
