using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The policy of what a page may load and run, as Chromium holds it: no page needs more than it allows, and what it does not allow does not run.</summary>
[Collection(DemoHost.Name)]
public sealed partial class PolicyPageTests(DemoHost demo)
{
    /// <summary>Notes every violation the browser reports in a page, from its first byte on.</summary>
    private const string Watch = "addEventListener('securitypolicyviolation', e => { (window.violations ??= []).push(`${e.violatedDirective}: ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`); })";

    /// <summary>Addresses that no page has: of the server's own answers, and of what is not there.</summary>
    private static readonly string[] Others =
    [
        "/settings?section=security", "/settings?section=members", "/settings?section=clients", "/graphql", "/sign-in", "/sign-in?invitation=none", "/sign-in/link/none", "/sign-in/external/callback",
        $"/sign-in/external/{Guid.Empty}", "/no-such-page", "/api/accounts", "/health", "/graphql?query={serverTime}",
    ];

    [Fact]
    public async Task No_page_violates_its_policy_and_what_the_policy_forbids_does_not_run()
    {
        await using var session = await demo.OpenAsync("/health");
        await session.Page.AddInitScriptAsync(Watch);
        var pages = await PagesAsync();
        Assert.True(pages.Length >= 10, string.Join(' ', pages));
        var violations = new List<string>();
        foreach (var path in pages.Concat(Others))
        {
            await session.Page.GotoAsync(demo.Url + path);
            await Expect(session.Page.Locator(WhatIsShownAt(path)).First).Not.ToBeEmptyAsync(new() { Timeout = InstitutionHost.Soon });
            violations.AddRange((await ViolationsAsync(session.Page)).Select(v => $"{path}: {v}"));
        }

        violations.AddRange(session.Errors.Where(error => error.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)));
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        await IsHeldAsync(session.Page);
    }

    /// <summary>The part of a page that is there when its scripts have run.</summary>
    private static string WhatIsShownAt(string path) => path == "/graphql" ? ".graphiql-container" : path.StartsWith("/api", StringComparison.Ordinal) || path is "/health" or "/graphql?query={serverTime}" ? "body" : "main";

    /// <summary>A script in the page, one of another site and one as text: none runs, and each is seen.</summary>
    private async Task IsHeldAsync(IPage page)
    {
        await page.GotoAsync(demo.Url + "/");
        await page.EvaluateAsync("""
            () => {
              const add = (name, set) => { const element = document.createElement(name); set(element); document.body.append(element); };
              add('script', s => { s.textContent = 'window.ran = "inline"'; });
              add('script', s => { s.src = 'https://evil.example/x.js'; });
              add('img', i => { i.setAttribute('onerror', 'window.ran = "attribute"'); i.src = '/no-such-picture.png'; });
              add('iframe', f => { f.src = 'https://evil.example/'; });
            }
            """);
        await Testing.Eventually.HoldsAsync(async () => (await ViolationsAsync(page)).Length >= 4, "the browser reports all four");
        Assert.Null(await page.EvaluateAsync<string?>("() => window.ran ?? null"));
        var seen = string.Join('\n', await ViolationsAsync(page));
        foreach (var directive in (string[])["script-src-elem: inline", "script-src-elem: https://evil.example", "script-src-attr: inline", "frame-src: https://evil.example"]) Assert.Contains(directive, seen, StringComparison.Ordinal);
    }

    private static async Task<string[]> ViolationsAsync(IPage page) => await page.EvaluateAsync<string[]>("() => window.violations ?? []");

    /// <summary>Every page there is, from the table the application is made of.</summary>
    private static async Task<string[]> PagesAsync() =>
        [.. PathOfPage().Matches(await File.ReadAllTextAsync(Path.Combine(BuiltPage.Web, "src", "app", "pages.tsx"))).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("path: \"(/[^\"]*)\"")]
    private static partial Regex PathOfPage();
}
