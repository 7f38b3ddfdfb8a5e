using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Puts a message into its array: channel, content, then (where asked for) sequence numbers and the time.</summary>
internal sealed class BitfinexFrame
{
    private const long Times = 32_768;
    private const long Sequences = 65_536;
    private long _sequence;
    private long _privateSequence;

    /// <summary>Flags of the last <c>conf</c> event.</summary>
    public long Flags { get; set; }

    /// <summary>The text of a message; <paramref name="write"/> writes what stands after the channel. Private messages carry a second number of their own.</summary>
    public string Text(int channel, Action<Utf8JsonWriter> write, long now) => WireAnswer.Text(json =>
    {
        json.WriteStartArray();
        json.WriteNumberValue(channel);
        write(json);
        if ((Flags & Sequences) != 0)
        {
            json.WriteNumberValue(++_sequence);
            if (channel == 0) json.WriteNumberValue(++_privateSequence);
        }

        if ((Flags & Times) != 0) json.WriteNumberValue(now);
        json.WriteEndArray();
    });
}
