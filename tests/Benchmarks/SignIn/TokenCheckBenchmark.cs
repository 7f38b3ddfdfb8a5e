using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Benchmarks.SignIn;

/// <summary>What each request of a program pays to be believed: opening its token (which this process remembers), looking whether it was revoked, and where it comes from.</summary>
internal static class TokenCheckBenchmark
{
    private const int Rounds = 5;
    private const int Revoked = 10_000;

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var checks = Words.Number(words, "--checks", 8_000);
        var protection = new EphemeralDataProtectionProvider();
        var (tickets, revocations) = (new Tickets(protection, TimeProvider.System), new Revocations(TimeProvider.System));
        var now = TimeProvider.System.GetUtcNow();
        revocations.Take(Enumerable.Range(0, Revoked).Select(i => new Revocation(Guid.CreateVersion7(), i % 2 == 0, now, now.AddDays(1))));
        string[] tokens = [.. Enumerable.Range(0, checks).Select(_ => tickets.ForBearer(Machine(now), TimeSpan.FromMinutes(15)))];
        await Console.Out.WriteLineAsync($"tokens of {tokens[0].Length} characters; {Revoked} others revoked; one thread, {Rounds} rounds of {checks} checks");
        await TellAsync("seen for the first time", () => Check(new Tickets(protection, TimeProvider.System), revocations, tokens), cancellationToken);
        await TellAsync("seen before", () => Check(tickets, revocations, Enumerable.Repeat(tokens[0], checks)), cancellationToken);
        return 0;
    }

    private static async Task TellAsync(string what, Func<double> round, CancellationToken cancellationToken)
    {
        round();
        cancellationToken.ThrowIfCancellationRequested();
        var rounds = Enumerable.Range(0, Rounds).Select(_ => round()).Order().ToArray();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {rounds[Rounds / 2]:0.0} us a check (best round {rounds[0]:0.0}, worst {rounds[^1]:0.0})"));
    }

    private static SignedIn Machine(DateTimeOffset now) => new(
        new TenantId(Guid.CreateVersion7()), Guid.CreateVersion7(), "Reporting", Guid.CreateVersion7(), now, "client", [new RoleGrant(MemberRoles.Manager, new PortfolioId(Guid.CreateVersion7()))])
    {
        Scopes = [Permission.Read, Permission.ExportReports, Permission.Trade],
        Networks = [System.Net.IPNetwork.Parse("203.0.113.0/24"), System.Net.IPNetwork.Parse("127.0.0.0/8")],
    };

    private static double Check(Tickets tickets, Revocations revocations, IEnumerable<string> tokens)
    {
        var (checks, watch) = (0, Stopwatch.StartNew());
        foreach (var token in tokens)
        {
            checks++;
            var isGood = tickets.ReadBearer(token) is { } ticket && revocations.StateOf(ticket.Principal) == TicketState.Valid
                && ticket.Principal.MayCallFrom(System.Net.IPAddress.Loopback) && ticket.Principal.CanSomewhere(Permission.Read);
            if (!isGood) throw new InvalidOperationException("The token was refused.");
        }

        return watch.Elapsed.TotalMicroseconds / checks;
    }
}
