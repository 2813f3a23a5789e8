%% nif2nix (MIT License): holds what a release read while it was compiled against what it reads at start, in the release's own BEAM, for
%% file:eval/2. Ends with 1 where that would stop it, and with the reason as its last line.
Root = os:getenv("RELEASE_ROOT"),
Say = fun(Format, Values) -> io:put_chars([io_lib:format(Format, Values), $\n]) end,
% One line, whatever a configuration says; control characters would reach the terminal.
Line = fun(Term) ->
  Text = try [_ | _] = unicode:characters_to_list(Term) catch error:_ -> lists:flatten(io_lib:format("~0tp", [Term])) end,
  lists:flatten(lists:join($\s, string:lexemes([if C < 32; C =:= 127 -> $\s; true -> C end || C <- Text], " ")))
end,
Dead = fun(Text) -> Say("DEAD: ~ts", [Line(Text)]), halt(1) end,

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
Raised = fun(Reason, Stack) ->
  #{'__struct__' := Kind} = Exception = 'Elixir.Exception':normalize(error, Reason, Stack),
  Lasts = Kind =:= 'Elixir.UndefinedFunctionError' andalso map_get(module, Exception) =/= nil
    orelse lists:member(Kind, ['Elixir.CompileError', 'Elixir.SyntaxError', 'Elixir.TokenMissingError', 'Elixir.MismatchedDelimiterError']),
  {Lasts, Line('Elixir.Exception':message(Exception))}
end,
% What the file configures, with the value taken for the missing variables; or why it cannot be read, as it is and then: the compiler's
% errors, too.
Read = fun Read(_, _, _, [], Whys) -> {error, Whys};
  Read(File, Options, Missing, [Value | Rest], Whys) ->
    [os:putenv(Variable, Value) || Variable <- Missing, Value =/= none],
    Try = fun() ->
      try {values, 'Elixir.Config.Reader':'read!'(unicode:characters_to_binary(File), Options)} catch _:Reason:Stack -> Raised(Reason, Stack) end
    end,
    try case try 'Elixir.Code':with_diagnostics(Try) catch error:undef -> {Try(), []} end of
      {{values, Values}, _} -> {Value, Values};
      {{Lasts, Why}, Said} ->
        Words = Line(unicode:characters_to_list([Why | [["; ", Text] || #{severity := error, message := Text} <- Said]])),
        Read(File, Options, Missing, [Next || Next <- Rest, Missing =/= []], Whys ++ [{Lasts, Words}])
    end after [os:unsetenv(Variable) || Variable <- Missing]
    end
end,

% What one provider adds to the configuration. Entries: what was read while compiling.
Provide = fun({'Elixir.Config.Reader', {Path, Options}}, Config, Entries) ->
    File = case Path of
      {system, Variable, Rest} -> os:getenv(binary_to_list(Variable), "") ++ unicode:characters_to_list(Rest);
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
        [Dead(["the configuration at start cannot be read: ", string:replace(Lasting, File, filename:basename(File))]) ||
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
    Name = binary_to_list('Elixir.Kernel':inspect(Other)),
    code:ensure_loaded(Other) =:= {module, Other} orelse Dead([Name, ", which reads configuration at start, is not in the release"]),
    Say("NOT CHECKED: the configuration that ~ts reads at start", [Name]), Config
end,

% Elixir's own comparison reads the configuration of the running system, as it does at start. It answers with an error since 1.15,
% and raised one before.
Validate = fun(Config, Entries) ->
  ok = application:set_env(Config, [{persistent, true}]),
  case try 'Elixir.Config.Provider':validate_compile_env(Entries) catch _:Reason:Stack -> {error, element(2, Raised(Reason, Stack))} end of
    ok -> Say("configuration: ~b values that were read while compiling are the same at start", [length(Entries)]);
    {error, Why} -> Dead(["compile_env: ", Why])
  end
end,

{ok, [Config]} = file:consult(filename:join([Root, "releases", os:getenv("RELEASE_VSN"), "sys.config"])),
case proplists:get_value(config_provider_init, proplists:get_value(elixir, Config, [])) of
  % Without providers the release has compared them when it was assembled (Mix.Release, make_sys_config).
  undefined -> Say("configuration: nothing of it is read at start", []);
  #{providers := Providers} = Init ->
    Entries = case maps:get(validate_compile_env, Init, false) of false -> []; Noted -> Noted end, % false: switched off
    Validate(lists:foldl(fun(Provider, Sofar) -> Provide(Provider, Sofar, Entries) end, proplists:delete(elixir, Config), Providers), Entries)
end,
halt(0).
