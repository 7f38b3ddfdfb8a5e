using System.Runtime.InteropServices;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>CK_MECHANISM.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Pkcs11Mechanism
{
    public ulong Type;
    public nint Parameter;
    public ulong ParameterBytes;
}

/// <summary>CK_GCM_PARAMS.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Pkcs11GcmParameters
{
    public nint Nonce;
    public ulong NonceBytes;
    public ulong NonceBits;
    public nint Context;
    public ulong ContextBytes;
    public ulong TagBits;
}

/// <summary>Attributes of objects (CKA_…).</summary>
internal enum Pkcs11Attribute
{
    Class = 0x0,
    Token = 0x1,
    Private = 0x2,
    Label = 0x3,
    KeyType = 0x100,
    Sensitive = 0x103,
    Encrypt = 0x104,
    Decrypt = 0x105,
    ValueLength = 0x161,
    Extractable = 0x162,
}

/// <summary>A list of attributes in native memory (CK_ATTRIBUTE[]).</summary>
internal sealed class Pkcs11Template : IDisposable
{
    private const int Words = 3; // type, value, length
    private readonly List<(Pkcs11Attribute Type, byte[] Value)> _attributes = [];
    private readonly List<nint> _memory = [];

    public ulong Count => (ulong)_attributes.Count;

    /// <summary>Where it is; after the last attribute was added.</summary>
    public nint Pointer
    {
        get
        {
            var list = Keep(Marshal.AllocHGlobal(_attributes.Count * Words * nint.Size));
            for (var i = 0; i < _attributes.Count; i++)
            {
                var (type, value) = _attributes[i];
                var bytes = Keep(Marshal.AllocHGlobal(Math.Max(1, value.Length)));
                Marshal.Copy(value, 0, bytes, value.Length);
                nint[] words = [(nint)type, bytes, value.Length];
                Marshal.Copy(words, 0, list + (i * Words * nint.Size), Words);
            }

            return list;
        }
    }

    public Pkcs11Template Add(Pkcs11Attribute type, ulong value) => Add(type, BitConverter.GetBytes(value));

    public Pkcs11Template Add(Pkcs11Attribute type, bool value) => Add(type, [value ? (byte)1 : (byte)0]);

    public Pkcs11Template Add(Pkcs11Attribute type, byte[] value)
    {
        _attributes.Add((type, value));
        return this;
    }

    public void Dispose()
    {
        foreach (var block in _memory) Marshal.FreeHGlobal(block);
        _memory.Clear();
    }

    private nint Keep(nint block)
    {
        _memory.Add(block);
        return block;
    }
}
