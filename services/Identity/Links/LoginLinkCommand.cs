using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Links;

/// <summary><c>Host login-link</c>: whoever runs the host can always let somebody in.</summary>
internal static class LoginLinkCommand
{
    private const string DefaultHost = "http://127.0.0.1:5080";
    private const string Usage = "login-link [EMAIL] [--url URL] [--data FOLDER]   print a link that signs in once: the demo's owner, or the person with this address";

    public static HostCommand Command { get; } = new("login-link", Usage, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (Read(context.Arguments) is not var (email, url))
        {
            await context.Error.WriteLineAsync("Usage: " + Usage);
            return 2;
        }

        await using var opened = await context.OpenServicesAsync(cancellationToken);
        var links = opened.Services.GetRequiredService<LoginLinks>();
        if (await FindAsync(opened.Services.GetRequiredService<IDatabase>(), opened.Services.GetRequiredService<SignUps>(), email, cancellationToken) is not { } member)
        {
            await context.Error.WriteLineAsync(email is null ? "There is no demo here: name the person's e-mail address." : $"Nobody is a member with the address {email}.");
            return 1;
        }

        var host = url ?? await links.LastHostAsync(cancellationToken) ?? new Uri(DefaultHost);
        await context.Output.WriteLineAsync((await links.MakeAsync(member, host, cancellationToken)).ToString());
        return 0;
    }

    private static async Task<Member?> FindAsync(IDatabase database, SignUps signUps, string? email, CancellationToken cancellationToken)
    {
        Person? person;
        await using (var transaction = await database.BeginSystemAsync(cancellationToken)) person = await PersonSql.FindAsync(transaction, email ?? Demo.DemoOwner.Email, cancellationToken);
        if (person is null) return null;
        await signUps.FinishAsync(person.Id, cancellationToken);
        var places = await MemberSql.OfPersonAsync(database, person.Id, cancellationToken);
        return email is null ? places.Find(m => m.Tenant == DemoTenant.Tenant) : places.FirstOrDefault();
    }

    private static (string? Email, Uri? Url)? Read(IReadOnlyList<string> words)
    {
        string? email = null;
        Uri? url = null;
        for (var i = 0; i < words.Count; i++)
            if (words[i] == "--url" && i + 1 < words.Count && Uri.TryCreate(words[++i], UriKind.Absolute, out url)) continue;
            else if (email is null && words[i].Contains('@', StringComparison.Ordinal)) email = words[i];
            else return null;
        return (email, url);
    }
}
