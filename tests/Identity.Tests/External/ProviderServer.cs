using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace PortfolioPlatform.Identity.Tests.External;

/// <summary>The certified provider oidc-provider, unchanged, as a tenant's own, and a person's browser between it and the platform.</summary>
internal sealed partial class ProviderServer : IAsyncDisposable
{
    private readonly Process _process;

    private ProviderServer(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    public static async Task<ProviderServer> StartAsync(Uri platform, params string[] options)
    {
        var process = await Npm.Judge.StartAsync("provider.mjs", [new Uri(platform, "/sign-in/external/callback").ToString(), .. options]);
        _ = process.StandardError.ReadToEndAsync();
        return new(process, await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? throw new InvalidOperationException("The provider did not start."));
    }

    /// <summary>A browser, with cookies and without patience for redirects.</summary>
    public static HttpClient Browser() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false });

    /// <summary>Signs somebody in at the provider and agrees to everything; where the provider sends the browser then.</summary>
    public async Task<Uri> SignInAsync(HttpClient browser, Uri start, string person)
    {
        var at = start;
        for (var step = 0; step < 12; step++)
        {
            using var answer = await browser.GetAsync(at);
            at = answer.Headers.Location is { } next ? new Uri(at, next) : await SubmitAsync(browser, at, await answer.Content.ReadAsStringAsync(), person);
            if (!at.AbsoluteUri.StartsWith(Issuer, StringComparison.Ordinal)) return at;
        }
        throw new InvalidOperationException($"The provider does not come to an end: {at}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }

    private static async Task<Uri> SubmitAsync(HttpClient browser, Uri page, string html, string person)
    {
        var action = Action().Match(html) is { Success: true } form ? WebUtility.HtmlDecode(form.Groups[1].Value) : throw new InvalidOperationException(html);
        var prompt = Prompt().Match(html).Groups[1].Value;
        using var answer = await browser.PostAsync(new Uri(page, action), new FormUrlEncodedContent([new("prompt", prompt), new("login", person), new("password", "any")]));
        return new Uri(page, answer.Headers.Location ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync()));
    }

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("name=\"prompt\" value=\"([^\"]+)\"")]
    private static partial Regex Prompt();
}
