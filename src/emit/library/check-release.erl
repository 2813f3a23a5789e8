%% What check-release.sh asks a release in its own BEAM, for file:eval/2. NIF2NIX_STEP is "load": each module that loads a library, and a
%% boot script and configuration that start nothing; or "compile-env": what was read while compiling against the configuration at start.
Env = fun(Name) -> case os:getenv(Name) of false -> ""; Value -> Value end end,
Root = Env("RELEASE_ROOT"),
Folder = filename:join([Root, "releases", Env("RELEASE_VSN")]),
Say = fun(Format, Values) -> io:put_chars([io_lib:format(Format, Values), $\n]) end,
% One line, whatever a library or a configuration says; control characters would reach the terminal.
Line = fun(Term) ->
  Flat = if is_binary(Term) -> unicode:characters_to_list(Term); is_list(Term) -> lists:flatten(Term); true -> Term end,
  Text = case io_lib:printable_unicode_list(Flat) of true -> Flat; false -> io_lib:format("~0tp", [Term]) end,
  lists:flatten(lists:join($\s, string:lexemes([if C < 32; C =:= 127 -> $\s; true -> C end || C <- lists:flatten(Text)], " ")))
end,
Name = fun(Module) -> case atom_to_list(Module) of "Elixir." ++ Alias -> Alias; Own -> Own end end,

% What the release's own boot script does, and where it finds code (script(4)).
Commands = fun() -> case file:read_file(filename:join(Folder, "start.boot")) of
  {ok, Binary} -> {script, _, All} = binary_to_term(Binary), All;
  {error, Why} -> throw(["start.boot: ", file:format_error(Why)])
end end,
Expand = fun("$RELEASE_LIB" ++ Rest) -> filename:join(Root, "lib") ++ Rest; ("$ROOT" ++ Rest) -> code:root_dir() ++ Rest; (Other) -> Other end,

% Modules whose code calls erlang:load_nif/2, whoever wrote them, each with its file (beam_lib(3), imports).
Loaders = fun() ->
  lists:ukeysort(1, [{Module, File} || Path <- code:get_path(), File <- filelib:wildcard(filename:join(Path, "*.beam")),
    {ok, {Module, [{imports, Imports}]}} <- [beam_lib:chunks(File, [imports])], lists:member({erlang, load_nif, 2}, Imports)])
end,

% OTP's own applications, which alone name run-time dependencies (app(4)), know which of their functions are optional.
OfOtp = fun(File) ->
  Specs = [file:consult(Spec) || Spec <- filelib:wildcard(filename:join(filename:dirname(File), "*.app"))],
  lists:any(fun({ok, [{application, _, Keys}]}) -> lists:keymember(runtime_dependencies, 1, Keys); (_) -> false end, Specs)
end,

% Whether a module has an on_load function; what does nothing but raise erlang:nif_error; what does nothing but call one of those.
Stubs = fun(File) ->
  % From its bytes: of a path this makes an atom, which holds 255 characters.
  {ok, Bytes} = file:read_file(File),
  {beam_file, _, Exports, _, _, Functions} = beam_disasm:file(Bytes),
  IsCall = fun({extfunc, _, _, _}) -> true; ({M, F, A}) -> is_atom(M) andalso is_atom(F) andalso is_integer(A); (_) -> false end,
  Ends = [{{F, A}, [Call || Step <- Code, is_tuple(Step), Call <- tuple_to_list(Step), IsCall(Call)]} ||
    {function, F, A, _, Code} <- Functions, not lists:member(return, Code)],
  Direct = [Function || {Function, Calls} <- Ends, lists:keymember(nif_error, 3, Calls)],
  By = [{Function, {F, A}} || {Function, [{_, F, A}]} <- Ends, lists:member({F, A}, Direct)],
  {lists:any(fun({function, _, _, _, Code}) -> lists:member(on_load, Code) end, Functions),
    lists:usort([{F, A} || {F, A, _} <- Exports, lists:member({F, A}, Direct) orelse lists:keymember({F, A}, 1, By)]), By}
end,

% Why an on_load function gave up is told to the logger alone; a filter hears it there (logger(3), filters).
Load = fun() ->
  % The last of the paths has all folders.
  true = code:set_path([Path || Given <- lists:last([Paths || {path, Paths} <- Commands()]), Path <- [Expand(Given)], filelib:is_dir(Path)]),
  Self = self(),
  Hear = fun(#{msg := {report, #{args := [Module, Term | _]}}}, _) when is_atom(Module) -> Self ! {on_load, Module, Term}, stop;
            (#{msg := {_, [Module, Term | _]}}, _) when is_atom(Module) -> Self ! {on_load, Module, Term}, stop;
            (_, _) -> ignore end,
  ok = logger:add_primary_filter(nif2nix, {Hear, []}),
  Failed = fun(Module, Why) -> Say("~ts: NOT LOADED: ~ts", [Name(Module), Line(Why)]), false end,
  Wanted = [list_to_atom(FullName) || FullName <- string:lexemes(Env("NIF2NIX_MODULES"), "\n")],
  Loaded = fun(Module, File) ->
    Nifs = Module:module_info(nifs),
    {OnLoad, All, By} = case OfOtp(File) of true -> {true, [], []}; false -> Stubs(File) end,
    Served = [One || {Stub, Called} <- By, {One, Other} <- [{Stub, Called}, {Called, Stub}], lists:member(Other, Nifs)],
    case [[atom_to_list(F), $/, integer_to_list(A)] || {F, A} <- All, not lists:member({F, A}, Nifs ++ Served)] of
      [] when Nifs =/= []; All =:= [], OnLoad -> Say("~ts: loaded", [Name(Module)]), true;
      _ when not OnLoad -> Say("NOT CHECKED: ~ts loads its library later than at start", [Name(Module)]), true;
      Left when Nifs =:= [] ->
        Why = ["its on_load goes on without a library, and these only raise: ", lists:join(", ", Left)],
        case lists:member(Module, Wanted) of true -> Failed(Module, Why); false -> Say("NOT CHECKED: ~ts: ~ts", [Name(Module), Line(Why)]), true end;
      Left -> Failed(Module, ["its library lacks ", lists:join(", ", Left)])
    end
  end,
  One = fun({Module, File}) ->
    % A library that ends the whole VM leaves this file behind; what was printed may be lost then.
    Mark = fun(Text) -> ok = file:write_file(Env("NIF2NIX_LOADING"), unicode:characters_to_binary([Name(Module), Text])) end,
    Mark(" ends the BEAM when its library is loaded"),
    Watch = spawn(fun() -> receive after 60000 -> Mark(" is not loaded after a minute"), halt(1) end end),
    Tried = code:ensure_loaded(Module),
    exit(Watch, kill), ok = file:delete(Env("NIF2NIX_LOADING")),
    case Tried of
      {module, _} -> Loaded(Module, File);
      {error, on_load_failure} ->
        Failed(Module, receive {on_load, Module, Term} -> Term after 1000 -> "its on_load does not say why" end);
      {error, Reason} -> Failed(Module, Reason)
    end
  end,
  Present = Loaders(),
  Results = [One(Loader) || Loader <- Present] ++
    [Failed(Module, "the release has no such module that loads a library") || Module <- Wanted -- [Own || {Own, _} <- Present]],
  Say("modules that load a library: ~b", [length(Results)]),
  lists:all(fun(Good) -> Good end, Results)
end,

SysConfig = fun() -> {ok, [Config]} = file:consult(filename:join(Folder, "sys.config")), Config end,

% The release's start without what reads runtime configuration, and without its applications.
WriteStart = fun() ->
  Without = [case Entry of {elixir, Values} -> {elixir, proplists:delete(config_provider_init, Values)}; _ -> Entry end || Entry <- SysConfig()],
  Kept = fun({apply, {application, start_boot, [App | _]}}) -> App =:= kernel orelse App =:= stdlib; (_) -> true end,
  ok = file:write_file([Env("NIF2NIX_START"), ".config"], unicode:characters_to_binary(io_lib:format("%% coding: utf-8~n~0tp.~n", [Without]))),
  ok =:= file:write_file([Env("NIF2NIX_START"), ".boot"], term_to_binary({script, {"start", ""}, lists:filter(Kept, Commands())}))
end,

% Names of variables that a file asks for, and {Application, Key} of what it configures, from its text: nothing of it is run.
Walk = fun Walk(Term, Found) ->
  Here = case Term of
    {{'.', _, [{'__aliases__', _, ['System']}, Ask]}, _, [Variable | _]} when is_binary(Variable),
      (Ask =:= fetch_env orelse Ask =:= 'fetch_env!' orelse Ask =:= get_env) -> [{variable, binary_to_list(Variable)} | Found];
    {config, _, [App, Key, _]} when is_atom(App), is_atom(Key) -> [{set, App, Key} | Found];
    {config, _, [App, Pairs]} when is_atom(App), is_list(Pairs) ->
      [case Pair of {Key, _} when is_atom(Key) -> {set, App, Key}; _ -> {set, App, any} end || Pair <- Pairs] ++ Found;
    {config, _, [_ | _]} -> [{set, any, any} | Found];
    _ -> Found
  end,
  if is_list(Term) -> lists:foldl(Walk, Here, Term);
     is_tuple(Term) -> lists:foldl(Walk, Here, tuple_to_list(Term));
     true -> Here
  end
end,

% Secrets are not here. What a value may have to look like: as it is, a number, text, base64, a switch, an address.
Stand = [none, "1", "a", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=", "true", "ecto://a:b@localhost/c"],
% Elixir's words for what was raised, and whether they would be the same with other values of variables.
Raised = fun(Reason, Stack) -> #{'__struct__' := Kind} = Exception = 'Elixir.Exception':normalize(error, Reason, Stack),
  Code = ['Elixir.CompileError', 'Elixir.SyntaxError', 'Elixir.TokenMissingError', 'Elixir.MismatchedDelimiterError'],
  Lasts = lists:member(Kind, Code) orelse Kind =:= 'Elixir.UndefinedFunctionError' andalso map_get(module, Exception) =/= nil,
  {Lasts, Line('Elixir.Exception':message(Exception))}
end,
% What the file configures, with the value taken for the missing variables; or why it cannot be read, as it is and then: the compiler's errors, too.
Read = fun Read(_, _, _, [], Whys) -> {error, Whys};
  Read(File, Options, Missing, [Value | Rest], Whys) ->
    [os:putenv(Variable, Value) || Variable <- Missing, Value =/= none],
    Try = fun() -> try {values, 'Elixir.Config.Reader':'read!'(unicode:characters_to_binary(File), Options)} catch _:E:S -> Raised(E, S) end end,
    try case try 'Elixir.Code':with_diagnostics(Try) catch error:undef -> {Try(), []} end of
      {{values, Values}, _} -> {Value, Values};
      {{Lasts, Why}, Said} -> Read(File, Options, Missing, [Next || Next <- Rest, Missing =/= []], Whys ++
        [{Lasts, Line(unicode:characters_to_list([Why | [["; ", Text] || #{severity := error, message := Text} <- Said]]))}])
    end after [os:unsetenv(Variable) || Variable <- Missing] end end,

% What one provider adds to the configuration. Entries: what was read while compiling.
Provide = fun({'Elixir.Config.Reader', {Path, Options}}, Config, Entries) ->
    File = case Path of
      {system, Variable, Rest} -> Env(binary_to_list(Variable)) ++ unicode:characters_to_list(Rest);
      _ -> unicode:characters_to_list(Path)
    end,
    Tree = case file:read_file(File) of {ok, Text} -> 'Elixir.Code':string_to_quoted(Text); {error, _} -> none end,
    Found = Walk(Tree, []),
    Missing = lists:usort([Variable || {variable, Variable} <- Found, os:getenv(Variable) =:= false]),
    Outside = Tree =:= none andalso not lists:prefix(Root, File),
    case Outside orelse Read(File, Options, Missing, Stand, []) of
      true -> Say("NOT CHECKED: ~ts, which is read at start, is not here", [Line(File)]), Config;
      {error, [{_, Why} = First | More]} ->
        % The same with whatever stands for the missing variables.
        [throw(["the configuration at start cannot be read: ", string:replace(Lasting, File, filename:basename(File))]) ||
          [{Lasts, Lasting}] <- [lists:usort(if More =:= [] -> [First]; true -> More end)], Lasts orelse Tree =:= none],
        Clash = lists:usort([{App, Key} || {App, [Key | _], _} <- Entries, {set, A, K} <- Found, A =:= App orelse A =:= any, K =:= Key orelse K =:= any]),
        Sets = case Clash of [] -> "; it sets nothing that was read"; _ -> [", and sets ", Line(Clash), ", which was read"] end,
        Say("NOT CHECKED: ~ts cannot be read here (~ts)~ts while compiling", [filename:basename(File), Why, Sets]),
        Config;
      {Value, Values} ->
        Value =:= none orelse Say("configuration: read with values of no meaning for ~ts", [lists:join(", ", Missing)]),
        'Elixir.Config.Reader':merge(Config, Values)
    end;
  ({Other, _}, Config, _) ->
    code:ensure_loaded(Other) =:= {module, Other} orelse throw([Name(Other), ", which reads configuration at start, is not in the release"]),
    Say("NOT CHECKED: the configuration that ~ts reads at start", [Name(Other)]), Config
end,

% Elixir's own comparison reads the configuration of the running system, as it does at start. It answers with an error since 1.15,
% and raised one before.
Validate = fun(Config, Entries) ->
  ok = application:set_env(Config, [{persistent, true}]),
  try 'Elixir.Config.Provider':validate_compile_env(Entries) of
    ok -> Say("configuration: ~b values that were read while compiling are the same at start", [length(Entries)]), true;
    {error, Why} -> Say("compile_env: ~ts", [Line(Why)]), false
  catch _:Reason:Stack -> Say("compile_env: ~ts", [element(2, Raised(Reason, Stack))]), false
  end
end,

CompileEnv = fun() ->
  Config = SysConfig(),
  case proplists:get_value(config_provider_init, proplists:get_value(elixir, Config, [])) of
    % Without providers the release has compared them when it was assembled (Mix.Release, make_sys_config).
    undefined -> Say("configuration: nothing of it is read at start", []), true;
    #{providers := Providers} = Init ->
      {ok, _} = application:ensure_all_started(elixir),
      Entries = case maps:get(validate_compile_env, Init, false) of false -> []; Noted -> Noted end, % false: switched off
      Merged = lists:foldl(fun(Provider, Sofar) -> Provide(Provider, Sofar, Entries) end, proplists:delete(elixir, Config), Providers),
      Validate(Merged, Entries)
  end
end,

Result = try
  case Env("NIF2NIX_STEP") of "load" -> Load() andalso WriteStart(); "compile-env" -> CompileEnv() end
catch throw:Text -> Say("~ts", [Line(Text)]), false;
  Class:Problem:Stack -> Say("the check itself failed: ~ts", [Line({Class, Problem, Stack})]), false
end,
halt(case Result of true -> 0; false -> 1 end).
