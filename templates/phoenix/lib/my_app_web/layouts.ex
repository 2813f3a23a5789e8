defmodule MyAppWeb.Layouts do
  use MyAppWeb, :html

  def root(assigns) do
    ~H"""
    <!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="csrf-token" content={Plug.CSRFProtection.get_csrf_token()} />
        <.live_title default="MyApp">{assigns[:page_title]}</.live_title>
        <script defer src="/js/phoenix/phoenix.min.js">
        </script>
        <script defer src="/js/live_view/phoenix_live_view.min.js">
        </script>
        <script defer src="/app.js">
        </script>
      </head>
      <body>
        {@inner_content}
      </body>
    </html>
    """
  end
end
