using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Bus;

namespace PortfolioPlatform.Platform.Tests.Bus;

/// <summary>Messages written by an earlier release stay readable: each version's JSON is kept in <c>Golden</c>. New members make a new file; an old file never changes.</summary>
public sealed class MessageGoldenTests
{
    public static TheoryData<string> Types => [.. MessageSamples.All.Select(m => m.GetType().Name)];

    [Fact]
    public void Every_message_of_the_contracts_has_a_sample()
    {
        var types = typeof(IMessage).Assembly.GetTypes().Where(t => t.IsClass && typeof(IMessage).IsAssignableFrom(t)).Select(t => t.Name).Order(StringComparer.Ordinal);
        Assert.Equal(types, MessageSamples.All.Select(m => m.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_kept_version_is_read_without_losing_a_member(string type)
    {
        var sample = MessageSamples.All.Single(m => m.GetType().Name == type);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && Versions(type).Length == 0)
            File.WriteAllText(Path.Combine(Folder(), $"{type}.v1.json"), JsonNode.Parse(MessageJson.Write(sample))!.ToJsonString(new() { WriteIndented = true }) + "\n");
        var versions = Versions(type);
        Assert.NotEmpty(versions);
        foreach (var file in versions)
        {
            var kept = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var read = JsonNode.Parse(MessageJson.Write(MessageJson.Read(sample.GetType(), Encoding.UTF8.GetBytes(kept.ToJsonString()))))!.AsObject();
            foreach (var (member, value) in kept) Assert.True(JsonNode.DeepEquals(value, read[member]), $"{Path.GetFileName(file)}: {member} is read as {read[member]?.ToJsonString()}");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_written_now_has_the_shape_of_the_newest_kept_version(string type)
    {
        var sample = MessageSamples.All.Single(m => m.GetType().Name == type);
        var newest = JsonNode.Parse(File.ReadAllText(Versions(type)[^1]));
        Assert.True(JsonNode.DeepEquals(newest, JsonNode.Parse(MessageJson.Write(sample))), $"{type} is written in a new shape: keep it as a further version in Golden");
    }

    [Fact]
    public void Members_of_a_later_release_are_ignored()
    {
        var written = JsonNode.Parse(MessageJson.Write(MessageSamples.All[0]))!.AsObject();
        written["later"] = 1;
        Assert.Equal(MessageSamples.All[0], MessageJson.Read(typeof(AccountChanged), Encoding.UTF8.GetBytes(written.ToJsonString())));
    }

    [Fact]
    public void Members_of_a_later_release_are_ignored_in_transactions_and_legs_too()
    {
        var sample = MessageSamples.All.OfType<TransactionsRecorded>().Single();
        var written = JsonNode.Parse(MessageJson.Write(sample))!.AsObject();
        foreach (var transaction in written["transactions"]!.AsArray())
        {
            transaction!.AsObject().Insert(0, "later", new JsonObject { ["legs"] = new JsonArray(1, 2) });
            foreach (var leg in transaction["legs"]!.AsArray()) leg!["later"] = new JsonArray("code");
        }

        var read = (TransactionsRecorded)MessageJson.Read(typeof(TransactionsRecorded), Encoding.UTF8.GetBytes(written.ToJsonString()));
        Assert.Equal(MessageJson.Write(sample), MessageJson.Write(read));
    }

    [Theory]
    [InlineData("""{"source":"ledgers","legs":[]}""")]
    [InlineData("""{"nativeId":"1","source":"ledgers"}""")]
    [InlineData("""{"nativeId":"1","source":"ledgers","kind":"Guess","legs":[]}""")]
    [InlineData("""{"nativeId":"1","source":"ledgers","legs":[{"code":"BTC","amount":"1","role":"Principal"}]}""")]
    [InlineData("""{"nativeId":"1","source":"ledgers","legs":[{"code":"BTC","symbol":"BTC","amount":"much","role":"Principal"}]}""")]
    [InlineData("""["nativeId"]""")]
    public void A_transaction_that_lacks_something_is_refused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TransactionFact>(text, MessageJson.Options));

    private static string[] Versions(string type) => [.. Directory.GetFiles(Folder(), $"{type}.v*.json").Order(StringComparer.Ordinal)];

    private static string Folder([CallerFilePath] string path = "") => Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "Golden")).FullName;
}
