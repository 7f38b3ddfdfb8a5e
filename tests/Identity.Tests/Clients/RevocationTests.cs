using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests.Clients;

public sealed class RevocationTests
{
    /// <summary>The other process shares nothing with the first but the database and the key file.</summary>
    [Fact]
    public async Task A_token_revoked_at_one_process_is_refused_and_its_socket_cut_at_another_within_a_second()
    {
        using var folder = new TemporaryFolder();
        var key = Path.Combine(folder.Path, "master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var first = await MachineHost.StartAsync($"--Keys:File={key}");
        await using var second = await MachineHost.StartAsync(first.Database, $"--Keys:File={key}");
        var client = await first.CreateAsync(MachineHost.A);
        var (one, two) = (await first.TokenAsync(client), await first.TokenAsync(client));
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(one));
        await AssertEndsAsync(second, one, () => first.PostAsync("/connect/revoke", client, ("token", one)));
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(two));
        await AssertEndsAsync(second, two, () => first.Owner(MachineHost.A).DataAsync("mutation($i: RevokeApiClientInput!) { revokeApiClient(input: $i) { client { id } } }", new { i = new { idempotencyKey = "end", id = client.Id } }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.PostAsync("/connect/token", client, ("grant_type", "client_credentials"))).Status);
    }

    [Fact]
    public async Task A_socket_ends_with_the_token_it_was_opened_with()
    {
        await using var host = await MachineHost.StartAsync("--identity:Tokens:Lifetime=00:00:02");
        var token = await host.TokenAsync(await host.CreateAsync(MachineHost.A));
        var watch = Stopwatch.StartNew();
        using var socket = await OpenAsync(host, token);
        await EndOf(socket).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 4);
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(token));
    }

    [Fact]
    public async Task No_configuration_makes_a_token_live_longer_than_fifteen_minutes()
    {
        await using var host = await MachineHost.StartAsync("--identity:Tokens:Lifetime=10:00:00");
        var (_, body, _) = await host.PostAsync("/connect/token", await host.CreateAsync(MachineHost.A), ("grant_type", "client_credentials"));
        Assert.Equal(900, body.GetProperty("expires_in").GetInt32());
    }

    /// <summary>Who guesses is slowed down, by address, whichever names are guessed; a name's owner elsewhere is not locked out by it.</summary>
    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await using var host = await MachineHost.StartAsync("--identity:Tokens:FailuresPerMinute=10");
        var client = await host.CreateAsync(MachineHost.A);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++) answers.Add((await host.PostAsync("/connect/token", i % 2 == 0 ? client with { Secret = "guess" } : new("", "nobody", "guess"), ("grant_type", "client_credentials"))).Status);
        Assert.Equal(10, answers.TakeWhile(s => s == HttpStatusCode.Unauthorized).Count());
        var (status, body, headers) = await host.PostAsync("/connect/token", client, ("grant_type", "client_credentials"));
        Assert.Equal(((HttpStatusCode)429, "slow_down", "5"), (status, body.GetProperty("error").GetString(), headers.RetryAfter?.ToString()));
    }

    private static async Task AssertEndsAsync(MachineHost host, string token, Func<Task> revoke)
    {
        using var socket = await OpenAsync(host, token);
        var cut = EndOf(socket);
        await revoke();
        var watch = Stopwatch.StartNew();
        await cut.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(token));
    }

    private static async Task<ClientWebSocket> OpenAsync(MachineHost host, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new UriBuilder(host.Url) { Scheme = "ws", Path = "/feed" }.Uri, CancellationToken.None);
        return socket;
    }

    private static async Task EndOf(ClientWebSocket socket)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[4096], CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Cut, which is the point.
        }
    }
}
