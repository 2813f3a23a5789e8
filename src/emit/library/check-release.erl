%% What check-release.sh asks a release in its own BEAM. Erlang expressions, for file:eval/2; nothing of the release is started.
%% NIF2NIX_STEP says which: "load" loads each module that loads a library, and writes the release's configuration without what would
%% run config/runtime.exs; "compile-env" holds what was read while compiling against the configuration at start.
Env = fun(Name) -> case os:getenv(Name) of false -> ""; Value -> Value end end,
Root = Env("RELEASE_ROOT"),
Folder = filename:join([Root, "releases", Env("RELEASE_VSN")]),
Say = fun(Format, Values) -> io:put_chars([io_lib:format(Format, Values), $\n]) end,
% One line, whatever a library or a configuration says; control characters would reach the terminal.
Line = fun(Term) ->
  Text = case Term of
    _ when is_binary(Term) -> unicode:characters_to_list(Term);
    _ -> case io_lib:printable_unicode_list(Term) of true -> Term; false -> io_lib:format("~0tp", [Term]) end
  end,
  lists:flatten(lists:join($\s, string:lexemes([if C < 32; C =:= 127 -> $\s; true -> C end || C <- lists:flatten(Text)], " ")))
end,
Name = fun(Module) -> case atom_to_list(Module) of "Elixir." ++ Alias -> Alias; Own -> Own end end,

% Modules whose code calls erlang:load_nif/2, whoever wrote them (beam_lib(3), imports).
Loaders = fun() ->
  Files = filelib:wildcard(filename:join([Root, "lib", "*", "ebin", "*.beam"])),
  lists:usort([Module || File <- Files,
    {ok, {Module, [{imports, Imports}]}} <- [beam_lib:chunks(File, [imports])],
    lists:member({erlang, load_nif, 2}, Imports)])
end,

% Why an on_load function gave up is told to the logger alone; a filter hears it there (logger(3), filters).
Load = fun() ->
  Self = self(),
  Tell = fun(Module, Term) -> Self ! {on_load, Module, Term}, stop end,
  Hear = fun(#{msg := {report, #{args := [Module, Term | _]}}}, _) when is_atom(Module) -> Tell(Module, Term);
            (#{msg := {_, [Module, Term | _]}}, _) when is_atom(Module) -> Tell(Module, Term);
            (_, _) -> ignore end,
  ok = logger:add_primary_filter(nif2nix, {Hear, []}),
  Failed = fun(Module, Why) -> Say("~ts: NOT LOADED: ~ts", [Name(Module), Line(Why)]), false end,
  One = fun(Module) ->
    % A library that ends the whole VM leaves this file behind; what was printed may be lost then.
    ok = file:write_file(Env("NIF2NIX_LOADING"), unicode:characters_to_binary(Name(Module))),
    Loaded = code:ensure_loaded(Module),
    ok = file:delete(Env("NIF2NIX_LOADING")),
    case Loaded of
      {module, _} ->
        Without = case proplists:get_value(nifs, Module:module_info()) of [] -> ", without a library: its on_load takes that for good"; _ -> "" end,
        Say("~ts: loaded~ts", [Name(Module), Without]), true;
      {error, on_load_failure} ->
        Failed(Module, receive {on_load, Module, Term} -> Term after 1000 -> "its on_load does not say why" end);
      {error, Reason} -> Failed(Module, Reason)
    end
  end,
  Present = Loaders(),
  % Modules that have to be there, by their full names.
  Wanted = [list_to_atom(Full) || Full <- string:lexemes(Env("NIF2NIX_MODULES"), "\n")],
  Results = [One(Module) || Module <- Present] ++
    [Failed(Module, "the release has no such module that loads a library") || Module <- Wanted -- Present],
  Say("modules that load a library: ~b", [length(Results)]),
  lists:all(fun(Good) -> Good end, Results)
end,

SysConfig = fun() -> {ok, [Config]} = file:consult(filename:join(Folder, "sys.config")), Config end,

WriteConfig = fun() ->
  Without = [case Entry of {elixir, Values} -> {elixir, proplists:delete(config_provider_init, Values)}; _ -> Entry end || Entry <- SysConfig()],
  ok =:= file:write_file(Env("NIF2NIX_CONFIG"), unicode:characters_to_binary(io_lib:format("%% coding: utf-8~n~0tp.~n", [Without])))
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
Message = fun(Reason) -> Line('Elixir.Exception':message('Elixir.Exception':normalize(error, Reason))) end,
% What the file configures, with the value that was taken for the missing variables; or why it could not be read as it is.
Read = fun Read(_, _, _, [], [First | _]) -> {error, First};
  Read(File, Options, Missing, [Value | Rest], Whys) ->
    [os:putenv(Variable, Value) || Variable <- Missing, Value =/= none],
    try {Value, 'Elixir.Config.Reader':'read!'(unicode:characters_to_binary(File), Options)}
    catch _:Reason -> Read(File, Options, Missing, [Next || Next <- Rest, Missing =/= []], Whys ++ [Message(Reason)])
    after [os:unsetenv(Variable) || Variable <- Missing]
    end
end,

% What one provider adds to the configuration. Entries: what was read while compiling.
Provide = fun({'Elixir.Config.Reader', {Path, Options}}, Config, Entries) ->
    File = case Path of
      {system, Variable, Rest} -> Env(binary_to_list(Variable)) ++ unicode:characters_to_list(Rest);
      _ -> unicode:characters_to_list(Path)
    end,
    {ok, Text} = file:read_file(File),
    {ok, Tree} = 'Elixir.Code':string_to_quoted(Text),
    Found = Walk(Tree, []),
    Missing = lists:usort([Variable || {variable, Variable} <- Found, os:getenv(Variable) =:= false]),
    case Read(File, Options, Missing, Stand, []) of
      {error, Why} ->
        Clash = lists:usort([{App, Key} || {App, [Key | _], _} <- Entries, {set, A, K} <- Found, A =:= App orelse A =:= any, K =:= Key orelse K =:= any]),
        Sets = case Clash of [] -> "; it sets nothing that was read"; _ -> [", and sets ", Line(Clash), ", which was read"] end,
        Say("NOT CHECKED: ~ts cannot be read here (~ts)~ts while compiling", [filename:basename(File), Why, Sets]),
        Config;
      {Value, Values} ->
        Value =:= none orelse Say("configuration: read with values of no meaning for ~ts", [lists:join(", ", Missing)]),
        'Elixir.Config.Reader':merge(Config, Values)
    end;
  ({Other, _}, Config, _) -> Say("NOT CHECKED: the configuration that ~ts reads at start", [Name(Other)]), Config
end,

% Elixir's own comparison reads the configuration of the running system, as it does at start. It answers with an error since 1.15,
% and raised one before.
Validate = fun(Config, Entries) ->
  ok = application:set_env(Config, [{persistent, true}]),
  try 'Elixir.Config.Provider':validate_compile_env(Entries) of
    ok -> Say("configuration: ~b values that were read while compiling are the same at start", [length(Entries)]), true;
    {error, Why} -> Say("compile_env: ~ts", [Line(Why)]), false
  catch _:Reason -> Say("compile_env: ~ts", [Message(Reason)]), false
  end
end,

CompileEnv = fun() ->
  Config = SysConfig(),
  case proplists:get_value(config_provider_init, proplists:get_value(elixir, Config, [])) of
    % Without providers the release has compared them when it was assembled (Mix.Release, make_sys_config).
    undefined -> Say("configuration: nothing of it is read at start", []), true;
    #{providers := Providers} = Init ->
      {ok, _} = application:ensure_all_started(elixir),
      % `false` where the project has switched the comparison off.
      Entries = case maps:get(validate_compile_env, Init, false) of false -> []; Noted -> Noted end,
      Merged = lists:foldl(fun(Provider, Sofar) -> Provide(Provider, Sofar, Entries) end, proplists:delete(elixir, Config), Providers),
      Validate(Merged, Entries)
  end
end,

Result = try
  case Env("NIF2NIX_STEP") of "load" -> Load() andalso WriteConfig(); "compile-env" -> CompileEnv() end
catch Class:Problem:Stack -> Say("the check itself failed: ~ts", [Line({Class, Problem, Stack})]), false
end,
halt(case Result of true -> 0; false -> 1 end).
