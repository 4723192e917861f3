package dev.plumbline.adapter.fix;

import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.BeginString;
import quickfix.field.MsgType;

/// Messages without a class for each type: nobody here asks for one. The engine's own factory loads those of all versions of FIX, many
/// hundreds, and that takes a second or two just when a session is to be opened.
public final class PlainMessages implements MessageFactory {
    @Override
    public Message create(String beginString, String msgType) {
        var message = new Message();
        message.getHeader().setString(BeginString.FIELD, beginString);
        message.getHeader().setString(MsgType.FIELD, msgType);
        return message;
    }

    /// The engine makes its groups itself.
    @Override
    public Group create(String beginString, String msgType, int countField) {
        throw new UnsupportedOperationException("nobody asks for a group");
    }
}
