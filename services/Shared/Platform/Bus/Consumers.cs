using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Who gets what: all consumers of the product (whatever process they run in), and those that run here.</summary>
internal sealed class Consumers
{
    private readonly Dictionary<string, string[]> _byType;
    private readonly Dictionary<(string Consumer, string Type), MessageSubscription> _here;
    private readonly int _lanes;
    private readonly IReadOnlyList<string> _places;

    /// <param name="everywhere">All subscriptions.</param>
    /// <param name="here">Those of this process.</param>
    /// <param name="lanes">Queues of a consumer, for each database.</param>
    /// <param name="places">Databases, the main one first.</param>
    public Consumers(IEnumerable<MessageSubscription> everywhere, IEnumerable<MessageSubscription> here, int lanes, IReadOnlyList<string> places)
    {
        (_lanes, _places) = (lanes, places);
        _byType = everywhere.GroupBy(s => MessageJson.TypeName(s.MessageType), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(s => s.Consumer).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        _here = here.ToDictionary(s => (s.Consumer, MessageJson.TypeName(s.MessageType)));
    }

    /// <summary>Names of the queues served here, with the consumer of each.</summary>
    public IEnumerable<(string Queue, string Consumer)> QueuesHere =>
        from consumer in _here.Keys.Select(k => k.Consumer).Distinct(StringComparer.Ordinal)
        from place in _places
        from lane in Enumerable.Range(0, _lanes)
        select (QueueName(consumer, lane, place), consumer);

    /// <summary>Who is to get a row.</summary>
    public IReadOnlyList<string> Of(OutboxRow row)
    {
        if (row.Consumer is not null) return [row.Consumer];
        return _byType.TryGetValue(row.Envelope.Type, out var consumers) ? consumers : [];
    }

    /// <summary>The handler registered here.</summary>
    public MessageSubscription? Find(string consumer, string type) => _here.GetValueOrDefault((consumer, type));

    /// <summary>The queue in which a consumer finds a row's message.</summary>
    public string QueueFor(string consumer, OutboxRow row)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(row.Envelope.OrderingKey));
        return QueueName(consumer, (int)(BitConverter.ToUInt32(hash) % (uint)_lanes), row.Place);
    }

    private static string QueueName(string consumer, int lane, string place) => place == Place.MainName ? $"{consumer}-{lane}" : $"{consumer}-{lane}-at-{place}";
}
