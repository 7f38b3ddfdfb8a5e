using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

public sealed class AlarmTests
{
    [Fact]
    public async Task Too_many_refused_sign_ins_are_told_to_the_operator_once_and_name_nobody()
    {
        var told = new ConcurrentQueue<string>();
        await using var webhook = WebApplication.CreateSlimBuilder().Build();
        webhook.Urls.Add("http://127.0.0.1:0");
        webhook.MapPost("/alarms", async (HttpRequest request) => told.Enqueue(await new StreamReader(request.Body).ReadToEndAsync()));
        await webhook.StartAsync();
        await using var host = await IdentityHost.StartAsync("--identity:Alarms:RefusedSignIns=3", "--identity:Alarms:Window=00:10:00", $"--identity:Alarms:Webhook={webhook.Urls.Single()}/alarms");
        using var guesser = host.Nobody();
        for (var i = 0; i < 2; i++) Assert.Equal(401, await guesser.PostAsync("sign-in", new { email = $"nobody{i}@fund.example", password = "another sentence" }));
        Assert.Equal(0, host.Counted(SignInMetrics.Alarms));
        for (var i = 2; i < 8; i++) Assert.Equal(401, await guesser.PostAsync("sign-in", new { email = $"nobody{i}@fund.example", password = "another sentence" }));
        await Eventually.HoldsAsync(() => !told.IsEmpty, "the operator is told");
        Assert.Equal(1, host.Counted(SignInMetrics.Alarms));
        var alarm = JsonNode.Parse(Assert.Single(told))!.AsObject();
        Assert.Equal(["alarm", "seen", "within", "at"], alarm.Select(m => m.Key));
        Assert.Equal("RefusedSignIns 3 00:10:00", $"{alarm["alarm"]} {alarm["seen"]} {alarm["within"]}");
    }

    [Fact]
    public async Task Programs_that_cannot_prove_who_they_are_raise_an_alarm_and_a_limit_of_zero_raises_none()
    {
        await using var host = await IdentityHost.StartAsync("--identity:Alarms:RefusedClients=2", "--identity:Alarms:RefusedSignIns=0");
        using var http = new HttpClient { BaseAddress = host.Url };
        for (var i = 0; i < 3; i++)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "nobody", ["client_secret"] = "nothing" });
            using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
            Assert.Equal(401, (int)answer.StatusCode);
        }

        using var guesser = host.Nobody();
        Assert.Equal(401, await guesser.PostAsync("sign-in", new { email = "nobody@fund.example", password = "another sentence" }));
        Assert.Equal(1, host.Counted(SignInMetrics.Alarms));
    }
}
