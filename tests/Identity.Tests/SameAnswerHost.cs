using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Identity.Tests.Clients;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>One host with people of every kind an attacker may name; nobody is slowed down or locked by what the tests try.</summary>
public sealed class SameAnswerHost : IAsyncLifetime
{
    internal const string Known = "known@fund.example";
    internal const string Locked = "locked@fund.example";
    internal const string WithCodes = "codes@fund.example";
    internal const string WithoutPassword = "link@fund.example";

    internal MachineHost Host { get; private set; } = null!;

    /// <summary>The secret of who has an authenticator app, and the person.</summary>
    internal (byte[] Secret, Guid Person) Codes { get; private set; }

    public async Task InitializeAsync()
    {
        Host = await MachineHost.StartAsync(
            "--identity:SignUpTime=00:00:00", "--identity:AttemptsByAddress=100000", "--identity:Attempts=100000", "--identity:Tokens:FailuresPerMinute=100000", "--identity:Tokens:CallsPerSecond=100000");
        foreach (var email in (string[])[Known, Locked, WithCodes, WithoutPassword])
            using (var browser = new Browser(Host.Url)) Assert.Equal(202, await browser.PostAsync("sign-up", new { tenant = "Fund", name = "Somebody", email, password = IdentityHost.Password }));
        await Host.Database.ExecuteAsync($"update identity.person set locked_until = now() + interval '1 day' where email = '{Locked}'; update identity.person set password_hash = null where email = '{WithoutPassword}'");
        Codes = (await SetUpAsync(), await Host.Database.ScalarAsync<Guid>($"select person_id from identity.person where email = '{WithCodes}'"));
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    private async Task<byte[]> SetUpAsync()
    {
        using var browser = new Browser(Host.Url);
        Assert.Equal(200, await browser.PostAsync("sign-in", new { email = WithCodes, password = IdentityHost.Password }));
        Assert.Equal(200, await browser.PostAsync("codes", new { }));
        var bits = string.Concat(((string)browser.Json["secret"]!).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
        Assert.Equal(200, await browser.PostAsync("codes/confirm", new { code = Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())) }));
        return secret;
    }
}

/// <summary>What is measured as processor time of the process has the process to itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "alone";
}
